import { addDays, type CalendarDate } from '@dunwell/engine';
import type { DataSource } from 'typeorm';
import { newId } from '../platform/database/ids.js';
import { bareSql } from './bare-sql.js';
import { LiveRule, type Stored } from './live-rule.js';
import { measure, peakMemory, type Measured } from './measure.js';
import { atLeast14Days, exactlyDay14Or30 } from './rules.js';
import { seedReceivables } from './seed-receivables.js';
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
  /** Bytes. */
  peakMemory: number;
}

export interface BenchSize {
  accounts: number;
  /** Dates measured; each way is repeated on every one of them. */
  dates: number;
}

const FIRST_DATE: CalendarDate = '2026-01-20';
/** Dates evaluated before anything is measured: a worker has been running for a while. */
const WARM_UP_DATES = 3;
const BARE_RUNS_PER_DATE = 5;
const AT_LEAST_DATES = 3;

/** Seeds a workspace and measures the three ways side by side, date after date. */
export async function runBench(
  dataSource: DataSource,
  { accounts, dates }: BenchSize,
  say: (line: string) => void,
): Promise<Figures> {
  const workspaceId = newId();
  const document = await exactlyDay14Or30();
  const seeding = await measure(() =>
    seedReceivables(dataSource, { workspaceId, accounts, date: FIRST_DATE }),
  );
  say(`${accounts} accounts seeded in ${(seeding.ms / 1000).toFixed(1)} s; measuring ${dates} dates …`);

  const evaluations: Measured<Stored>[] = [];
  const bare: Measured<string[]>[] = [];
  const streamed: Measured<string[]>[] = [];
  let date = FIRST_DATE;
  const rule = await LiveRule.publish(dataSource, workspaceId, { document, now: middayOf(date) });
  for (let day = 0; day < WARM_UP_DATES; day += 1) {
    date = addDays(date, 1);
    await evaluateOn(rule, date);
    await bareSql(dataSource, { workspaceId, date, at: nineOf(date) });
  }
  let agree = true;
  for (let day = 0; day < dates; day += 1) {
    date = addDays(date, 1);
    const query = { workspaceId, date, at: nineOf(date) };
    const evaluation = await evaluateOn(rule, date);
    evaluations.push(evaluation);
    for (let run = 0; run < BARE_RUNS_PER_DATE; run += 1) {
      bare.push(await measure(() => bareSql(dataSource, query)));
    }
    streamed.push(await measure(() => streamedEngine(dataSource, document, query)));
    agree &&= sameIds(evaluation.result.accountIds, bare.at(-1)!.result, streamed.at(-1)!.result);
  }
  await rule.pause();
  const atLeast = await evaluateAtLeast(dataSource, workspaceId, date);
  return { accounts, evaluations, bare, streamed, atLeast, agree, peakMemory: peakMemory() };
}

async function evaluateAtLeast(
  dataSource: DataSource,
  workspaceId: string,
  after: CalendarDate,
): Promise<Measured<Stored>[]> {
  const document = atLeast14Days(await exactlyDay14Or30());
  const rule = await LiveRule.publish(dataSource, workspaceId, { document, now: middayOf(after) });
  const measured: Measured<Stored>[] = [];
  for (let day = 1; day <= AT_LEAST_DATES; day += 1) {
    measured.push(await evaluateOn(rule, addDays(after, day)));
  }
  return measured;
}

/** One tick at an instant at which the date, and no other, is due in every zone of the seed. */
async function evaluateOn(rule: LiveRule, date: CalendarDate): Promise<Measured<Stored>> {
  const measured = await measure(() => rule.evaluate(middayOf(date)));
  return { ...measured, result: await rule.stored(date) };
}

/** When 09:00 has passed in New York and not yet come, of the next date, in Auckland. */
const middayOf = (date: CalendarDate): Date => new Date(`${date}T16:00:00Z`);
const nineOf = (date: CalendarDate): Date => new Date(`${date}T09:00:00Z`);

function sameIds(...lists: readonly string[][]): boolean {
  return new Set(lists.map((ids) => ids.join())).size === 1;
}
