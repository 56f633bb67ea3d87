import type { RuleTest } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { conflict } from '../../platform/http/app-error.js';
import { listRuleTests } from './rule-test-record.js';

/** Refuses (409) a publish whose tests are others than those that passed; the automation is locked with them. */
export async function refuseOtherTests(
  manager: EntityManager,
  of: { workspaceId: string; automationId: string },
  passed: readonly RuleTest[],
): Promise<void> {
  if (told(await listRuleTests(manager, of)) === told(passed)) return;
  throw conflict(
    'testsChanged',
    'The tests of the automation were changed while they were run. Nothing was published: publish it again.',
  );
}

const told = (tests: readonly RuleTest[]): string =>
  tests.map(({ id, revision }) => `${id} ${revision}`).join();
