import {
  ruleTestFailureLines,
  type CopyRuleTestRequest,
  type RuleTest,
  type RuleTestInput,
  type RuleTestsResult,
} from '@dunwell/contract';
import type { AutomationDocument } from '@dunwell/language';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { accountByKey } from '../../billing/billing-reader.js';
import { copyAccount } from '../../billing/billing-what-if.js';
import { CONNECTORS, type Connectors } from '../../connectors/connectors.js';
import { AppError, notFound } from '../../platform/http/app-error.js';
import {
  playExample,
  runRuleTests,
  type TestedDocument,
  type TestToRun,
} from '../../trials/rule-tests/run-rule-tests.js';
import { TrialPlaces } from '../../trials/trial-places.js';
import { trialDocument } from '../../trials/trial-document.js';
import { openRolledBack } from '../../trials/trial-snapshot.js';
import { orTimeout } from '../../trials/trial-timeouts.js';
import { findAutomation, type AutomationRecord } from '../automation-record.js';
import { anonymiseFacts } from './anonymise-facts.js';
import { attributesOf } from './attributes-of.js';
import { listRuleTests } from './rule-test-record.js';

interface ToTest {
  workspaceId: string;
  document: AutomationDocument;
}

/** Runs rule tests: on the facts of their examples alone, nothing of which stays (S19). */
@Injectable()
export class RuleTestRuns {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONNECTORS) private readonly connectors: Connectors,
    private readonly places: TrialPlaces,
  ) {}

  /** The saved tests of an automation, on its draft or on another document. */
  async runSaved(
    workspaceId: string,
    automationId: string,
    document?: AutomationDocument,
  ): Promise<RuleTestsResult> {
    const { manager } = this.dataSource;
    const automation = await existing(manager, workspaceId, automationId);
    const tests = await listRuleTests(manager, { workspaceId, automationId });
    return this.run({ workspaceId, document: document ?? automation.document }, tests);
  }

  /** Tests on a document, whether or not either is saved. */
  run(of: ToTest, tests: readonly (RuleTestInput & { id?: string })[]): Promise<RuleTestsResult> {
    return this.rolledBack((manager) =>
      this.runIn(
        manager,
        of,
        tests.map((test) => ({ ...test, id: test.id ?? null })),
      ),
    );
  }

  /** An account as an example, anonymised, with what the draft does with it as what is expected. */
  copy(
    workspaceId: string,
    automationId: string,
    { account: key, from, days }: CopyRuleTestRequest,
  ): Promise<RuleTestInput> {
    return this.rolledBack(async (manager) => {
      const { name, document } = await existing(manager, workspaceId, automationId);
      const account = await accountByKey(manager, workspaceId, key);
      if (account === null) throw notFound('account', key);
      const copied = await copyAccount(manager, { workspaceId, key, ...account });
      const facts = anonymiseFacts(copied, attributesOf(document));
      const tested = await this.tested(manager, { workspaceId, document });
      const played = await playExample(manager, tested, { facts, from, days });
      // What is stored can be said again: whatever cannot is a mistake of ours.
      if ('problems' in played) throw new Error(`A copy was refused: ${JSON.stringify(played.problems)}`);
      return { name: `${name} from ${from}`, facts, from, days, expected: played.outcome };
    });
  }

  /** Refuses (422) a publish while a saved test of the draft fails, with what differs; answers the tests that pass. */
  async refuseFailing(
    workspaceId: string,
    { automationId, document }: AutomationRecord,
  ): Promise<readonly RuleTest[]> {
    const tests = await listRuleTests(this.dataSource.manager, { workspaceId, automationId });
    if (tests.length === 0) return tests;
    const { results } = await this.run({ workspaceId, document }, tests);
    const failing = results.filter(({ passed }) => !passed);
    if (failing.length === 0) return tests;
    throw new AppError({
      code: 'testsFailed',
      status: 422,
      message:
        `The draft cannot be published while ${failing.length} of its ${results.length} tests ` +
        `${failing.length === 1 ? 'fails' : 'fail'}. Mend the draft, or change what they expect.`,
      problems: failing.map((result) => ({
        path: `tests.${result.id ?? ''}`,
        code: 'testFailed',
        message: [`The test “${result.name}” fails.`, ...ruleTestFailureLines(result)].join('\n'),
      })),
    });
  }

  private async runIn(
    manager: EntityManager,
    of: ToTest,
    tests: readonly TestToRun[],
  ): Promise<RuleTestsResult> {
    const results = await runRuleTests(manager, await this.tested(manager, of), tests);
    return { passed: results.every(({ passed }) => passed), results };
  }

  private async tested(
    manager: EntityManager,
    { workspaceId, document: given }: ToTest,
  ): Promise<TestedDocument> {
    const { document, context } = await trialDocument(manager, workspaceId, { document: given });
    return { workspaceId, document, context, connectors: this.connectors };
  }

  private rolledBack<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.places.during(async () => {
      const opened = await openRolledBack(this.dataSource);
      try {
        return await work(opened.manager);
      } catch (error) {
        throw orTimeout(error);
      } finally {
        await opened.close();
      }
    });
  }
}

async function existing(
  manager: EntityManager,
  workspaceId: string,
  automationId: string,
): Promise<AutomationRecord> {
  const automation = await findAutomation(manager, workspaceId, automationId);
  if (!automation) throw notFound('automation', automationId);
  return automation;
}
