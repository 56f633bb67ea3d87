import type { TestRunRequest, TestRunResult } from '@dunwell/contract';
import type { DataSource, EntityManager } from 'typeorm';
import { resolveAccountKeys } from '../../billing/billing-reader.js';
import type { RequestProblem } from '../../platform/http/app-error.js';
import type { EffectTools } from '../../runtime/deliveries/effect-tools.js';
import { assume } from '../assume.js';
import { trialEvent } from '../trial-event.js';
import { trialDocument } from '../trial-document.js';
import { openRolledBack, openSnapshot } from '../trial-snapshot.js';
import { orTimeout } from '../trial-timeouts.js';
import { refuseTrial, trialRefused } from '../trial-refused.js';
import { runTests } from './run-tests.js';

const MOST_ACCOUNTS = 100;

export interface TestRunOptions {
  tools: EffectTools;
  /** Business now, as of which assumed facts are sent. */
  now: Date;
}

/** Answers a test run; with facts assumed in a transaction that is rolled back in every case (S19). */
export async function testRun(
  dataSource: DataSource,
  workspaceId: string,
  request: TestRunRequest,
  { tools, now }: TestRunOptions,
): Promise<TestRunResult> {
  const { whatIf, asOf } = request;
  refuseNumber(request.accounts);
  const opened = whatIf === undefined ? await openSnapshot(dataSource) : await openRolledBack(dataSource);
  try {
    const { manager } = opened;
    const tried = await trialDocument(manager, workspaceId, request);
    const event = trialEvent(tried, request.event);
    const accounts = await accountsByKey(manager, workspaceId, request.accounts);
    if (whatIf !== undefined) await assume(manager, { workspaceId, now, since: asOf, accounts }, whatIf);
    return await runTests(manager, { workspaceId, tried, asOf, accounts, tools, event });
  } catch (error) {
    throw orTimeout(error);
  } finally {
    await opened.close();
  }
}

function refuseNumber({ length }: readonly string[]): void {
  if (length >= 1 && length <= MOST_ACCOUNTS) return;
  throw trialRefused('accounts', 'numberOfAccounts', `Name 1 to ${MOST_ACCOUNTS} accounts, not ${length}.`);
}

async function accountsByKey(
  manager: EntityManager,
  workspaceId: string,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const ids = await resolveAccountKeys(manager, workspaceId, keys);
  const accounts = new Map<string, string>();
  const problems: RequestProblem[] = [];
  for (const [index, key] of keys.entries()) {
    const id = ids.get(key);
    if (id !== undefined) accounts.set(key, id);
    else {
      const message = `There is no account ${key} in this workspace.`;
      problems.push({ path: `accounts[${index}]`, code: 'unknownAccount', message });
    }
  }
  refuseTrial(problems);
  return accounts;
}
