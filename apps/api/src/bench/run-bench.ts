import { addDays, type CalendarDate } from '@dunwell/engine';
import type { DataSource } from 'typeorm';
import { newId } from '../platform/database/ids.js';
import { bareSql, type BareQuery } from './bare-sql.js';
import { LiveRule, type Stored } from './live-rule.js';
import { collectGarbage, measure, peakMemory, type Measured } from './measure.js';
import { atLeast14Days, exactlyDay14Or30 } from './rules.js';
import { seedReceivables, tidyUp } from './seed-receivables.js';
import { streamedEngine } from './streamed-engine.js';

/** Everything one run measures, each as often as it was repeated. */
export interface Figures {
  accounts: number;
  evaluations: Measured<Stored>[];
  bare: Measured<string[]>[];
  streamed: Measured<string[]>[];
  /** The rule most of those past due match: for information. */
  atLeast: Measured<Stored>[];
  /** Whether the three ways found the same accounts on every date. */
  agree: boolean;
  /** The most that node had taken after the evaluations of the selective rule, and at the end of the bench, in bytes. */
  memory: { evaluations: number; whole: number };
}

export interface BenchSize {
  accounts: number;
  /** Dates measured; each way is repeated on every one of them. */
  dates: number;
}

const FIRST_DATE: CalendarDate = '2026-01-20';
/** Dates evaluated before anything is measured: a worker has been running for a while. */
const WARM_UP_DATES = 12;
/** On the last date that is measured the last streak is as old as the rule's first threshold. */
const FIRST_THRESHOLD = 14;
/** The last of them is measured: its pages and plans are warm. */
const BARE_RUNS_PER_DATE = 3;
const AT_LEAST_DATES = 3;

/** Seeds a workspace and measures the three ways on the same dates. */
export async function runBench(
  dataSource: DataSource,
  { accounts, dates }: BenchSize,
  say: (line: string) => void,
): Promise<Figures> {
  const workspaceId = newId();
  const document = await exactlyDay14Or30();
  const lastDate = addDays(FIRST_DATE, WARM_UP_DATES + dates);
  const lastStreakOn = addDays(lastDate, 1 - FIRST_THRESHOLD);
  const seeding = await measure(() => seedReceivables(dataSource, { workspaceId, accounts, lastStreakOn }));
  say(`${accounts} accounts seeded in ${(seeding.ms / 1000).toFixed(1)} s; measuring ${dates} dates …`);

  // Before the warm-up, as it throws away compiled code as well.
  collectGarbage();
  const rule = await LiveRule.publish(dataSource, workspaceId, { document, now: middayOf(FIRST_DATE) });
  for (let day = 1; day <= WARM_UP_DATES; day += 1) await evaluateOn(rule, addDays(FIRST_DATE, day));
  await tidyUp(dataSource);

  const queries = Array.from({ length: dates }, (_, at): BareQuery => {
    const date = addDays(FIRST_DATE, WARM_UP_DATES + 1 + at);
    return { workspaceId, date, at: nineOf(date) };
  });
  const evaluations = await inSeries(queries, ({ date }) => evaluateOn(rule, date));
  // Before the others run: what they leave lying about is not what an evaluation takes.
  const evaluationMemory = peakMemory();
  collectGarbage();
  const bare = await inSeries(queries, async (query) => {
    for (let run = 1; run < BARE_RUNS_PER_DATE; run += 1) await bareSql(dataSource, query);
    return measure(() => bareSql(dataSource, query));
  });
  collectGarbage();
  await rule.pause();
  const atLeast = await evaluateAtLeast(dataSource, workspaceId, lastDate);
  collectGarbage();
  const streamed = await inSeries(queries, (query) =>
    measure(() => streamedEngine(dataSource, document, query)),
  );
  const agree = queries.every((_, at) =>
    sameIds(evaluations[at]?.result.accountIds, bare[at]?.result, streamed[at]?.result),
  );
  return {
    accounts,
    evaluations,
    bare,
    streamed,
    atLeast,
    agree,
    memory: { evaluations: evaluationMemory, whole: peakMemory() },
  };
}

/** One measurement after another. */
async function inSeries<Item, T>(
  items: readonly Item[],
  run: (item: Item) => Promise<Measured<T>>,
): Promise<Measured<T>[]> {
  const measured: Measured<T>[] = [];
  for (const item of items) measured.push(await run(item));
  return measured;
}

async function evaluateAtLeast(
  dataSource: DataSource,
  workspaceId: string,
  after: CalendarDate,
): Promise<Measured<Stored>[]> {
  const document = atLeast14Days(await exactlyDay14Or30());
  const rule = await LiveRule.publish(dataSource, workspaceId, { document, now: middayOf(after) });
  const dates = Array.from({ length: AT_LEAST_DATES }, (_, at) => addDays(after, at + 1));
  return inSeries(dates, (date) => evaluateOn(rule, date));
}

/** One tick at an instant at which the date, and no other, is due. */
async function evaluateOn(rule: LiveRule, date: CalendarDate): Promise<Measured<Stored>> {
  const measured = await measure(() => rule.evaluate(middayOf(date)));
  return { ...measured, result: await rule.stored(date) };
}

const middayOf = (date: CalendarDate): Date => new Date(`${date}T12:00:00Z`);
const nineOf = (date: CalendarDate): Date => new Date(`${date}T09:00:00Z`);

function sameIds(...lists: readonly (string[] | undefined)[]): boolean {
  return new Set(lists.map((ids) => ids?.join())).size === 1;
}
