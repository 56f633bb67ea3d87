import type { RuleTestInput, RuleTestOutcome, RuleTestResult } from '@dunwell/contract';
import { addDays, localCalendar, startOfDateIn, type WorkspaceLimits } from '@dunwell/engine';
import type { AutomationDocument, CatalogueContext } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import type { RequestProblem } from '../../platform/http/app-error.js';
import { Diary } from '../diary/diary.js';
import { diaryMoments } from '../diary/diary-moments.js';
import { tellTakenBack } from '../diary/taken-back.js';
import { tellJourney } from '../diary/tell-journey.js';
import type { TrialTools } from '../play/trial-tools.js';
import { newTrial } from '../play/trial.js';
import { compareOutcomes } from './compare-outcomes.js';
import { makeExampleAccount } from './example-account.js';
import { outcomeOf } from './outcome-of.js';

/** What tests are run on. */
export interface TestedDocument {
  workspaceId: string;
  /** Found free of errors. */
  document: AutomationDocument;
  context: CatalogueContext;
  connectors: TrialTools['connectors'];
}

export type TestToRun = RuleTestInput & { id: string | null };

/**
 * Runs tests on a document inside the caller's transaction, each in a part of it that is rolled back (S19): by the code
 * that plays diaries, on the facts of the example alone.
 */
export async function runRuleTests(
  manager: EntityManager,
  tested: TestedDocument,
  tests: readonly TestToRun[],
): Promise<RuleTestResult[]> {
  const results: RuleTestResult[] = [];
  for (const test of tests) {
    const { id, name } = test;
    const played = await playExample(manager, tested, test);
    if ('problems' in played) {
      results.push({ id, name, passed: false, actual: null, differences: [], problems: played.problems });
      continue;
    }
    const { outcome: actual } = played;
    const differences = compareOutcomes(test.expected, actual);
    results.push({ id, name, passed: differences.length === 0, actual, differences, problems: [] });
  }
  return results;
}

export type PlayedExample = { outcome: RuleTestOutcome } | { problems: RequestProblem[] };

/** What a document does with an example account; needs a transaction, of which nothing of it stays. */
export async function playExample(
  manager: EntityManager,
  tested: TestedDocument,
  example: Pick<RuleTestInput, 'facts' | 'from' | 'days'>,
): Promise<PlayedExample> {
  const { queryRunner } = manager;
  if (queryRunner?.isTransactionActive !== true)
    throw new Error('An example is played within a transaction.');
  // A savepoint, since one is open.
  await queryRunner.startTransaction();
  try {
    return await play(manager, tested, example);
  } finally {
    await queryRunner.rollbackTransaction();
  }
}

/** Messages may leave at any time: quiet hours and holidays of the workspace are no facts of the example. */
const NO_LIMITS: WorkspaceLimits = { skipHolidays: false, holidays: [] };

/** Where an example's customer pays if the account does not say: the same in every run. */
const LINKS: TrialTools['links'] = {
  linkFor: (_workspaceId, _accountId, at) => ({ url: 'https://pay.example/account', expiresAt: at }),
};

async function play(
  manager: EntityManager,
  { workspaceId, document, context, connectors }: TestedDocument,
  { facts, from, days }: Pick<RuleTestInput, 'facts' | 'from' | 'days'>,
): Promise<PlayedExample> {
  const made = await makeExampleAccount(manager, { workspaceId, facts, from });
  if ('problems' in made) return made;
  const { account } = made;
  const { accountId, history } = account;
  const trial = newTrial(manager, account.workspaceId, {
    document,
    context,
    limits: NO_LIMITS,
    stored: null,
  });
  const of = { accountId, history, from, to: addDays(from, days - 1) };
  const diary = new Diary(trial, of, { connectors, links: LINKS });
  const { journeys } = await diary.play(await diaryMoments(trial, of));
  const calendar = localCalendar(history);
  const takenBack = await tellTakenBack(trial, journeys, startOfDateIn(history, addDays(of.to, 1)) - 1);
  const lived = journeys.map((journey) => ({
    journey,
    told: [...tellJourney(trial.automation.prepared, calendar, journey), ...(takenBack.get(journey) ?? [])],
  }));
  return { outcome: outcomeOf(lived, { subject: document.subject, calendar }) };
}
