import {
  addDays,
  businessDateAt,
  fromEpochDay,
  instantAt,
  type CalendarDate,
  type Instant,
} from '@dunwell/engine';
import type { DataSource } from 'typeorm';
import { groupBy } from '../../platform/group-by.js';
import type { DeliveryWorker } from '../../runtime/deliveries/delivery-worker.js';
import type { Evaluator } from '../../runtime/evaluation/evaluator.js';
import { HOME_ZONE, MARKETS } from '../story/markets.js';
import { HANNA } from '../story/member-book.js';
import type { Story } from '../story/story.js';
import { CALLS, CARDS, REMINDERS } from './automations.js';
import { finishTasks } from './finish-tasks.js';
import { draft, pause, publish } from './publish.js';
import { isHistory } from './write-history.js';
import { writeHolds, writeRows } from './write-rows.js';

/** What the product evaluates and delivers with, in this workspace. */
export interface LiveTools {
  dataSource: DataSource;
  workspaceId: string;
  evaluator: Evaluator;
  worker: DeliveryWorker;
}

/** When the automations look. */
const AT = '09:00';
const PUBLISHED_AT = '17:30';
const MINUTE = 60_000;
/** When the billing system tells what has happened since the day before. */
export const morningOf = (date: CalendarDate): Instant => instantAt(date, AT, HOME_ZONE);

/** How many of the last dates are lived through zone by zone. */
const DAYS_TO_THE_MINUTE = 7;
/** On which of the last dates the calls were paused. */
const PAUSED_DAYS_AGO = 4;

/**
 * Lives through the month during which an automation has been live, by the code that does so every day: what became
 * known since the morning before is written down, then each zone's evaluation comes, and what it decides is delivered.
 */
export async function liveMonth(tools: LiveTools, story: Story): Promise<void> {
  const { dataSource, workspaceId, evaluator, worker } = tools;
  const { liveFrom, today, now } = story.span;
  const wasWritten = isHistory(story, morningOf(fromEpochDay(liveFrom - 1)));
  const rows = groupBy(
    story.rows.filter((row) => !wasWritten(row)),
    knownOn,
  );
  const holds = groupBy(story.holds, knownOn);
  const callsId = await start(
    tools,
    new Date(instantAt(fromEpochDay(liveFrom - 1), PUBLISHED_AT, HOME_ZONE)),
  );
  for (let day = liveFrom; day <= today; day += 1) {
    const date = fromEpochDay(day);
    const when = { workspaceId, now: new Date(Math.min(morningOf(date), now)) };
    await dataSource.transaction(async (manager) => {
      await writeRows(manager, when, rows.get(date) ?? []);
      await writeHolds(manager, workspaceId, holds.get(date) ?? []);
      if (day === today - PAUSED_DAYS_AGO) await pause(manager, when, callsId);
    });
    const moments = momentsOf(date, today - day < DAYS_TO_THE_MINUTE);
    for (const moment of moments.filter((at) => at <= now)) {
      await evaluator.runWorkspace(workspaceId, new Date(moment));
      await worker.runWorkspace(workspaceId, new Date(moment));
    }
  }
  await finishTasks(dataSource.manager, workspaceId, { dueBefore: fromEpochDay(today) });
}

/** The first date in whose morning something is known. */
const knownOn = ({ at }: { at: Instant }): CalendarDate => {
  const date = businessDateAt(at, HOME_ZONE);
  return at <= morningOf(date) ? date : addDays(date, 1);
};

/**
 * A minute after each zone's evaluation, when the tick finds it due. Of dates further back, the zones between the first
 * and the last are looked at together with the last.
 */
function momentsOf(date: CalendarDate, each: boolean): Instant[] {
  const zones = MARKETS.map(([{ timeZone }]) => timeZone ?? HOME_ZONE);
  const all = [...new Set(zones.map((zone) => instantAt(date, AT, zone) + MINUTE))].sort((a, b) => a - b);
  return each ? all : all.filter((_, at) => at === 0 || at === all.length - 1);
}

async function start({ dataSource, workspaceId }: LiveTools, now: Date): Promise<string> {
  return dataSource.transaction(async (manager) => {
    const when = { workspaceId, now };
    const reminders = await draft(manager, when, { document: REMINDERS, by: HANNA });
    const calls = await draft(manager, when, { document: CALLS, by: HANNA });
    await draft(manager, when, { document: CARDS, by: HANNA });
    await publish(manager, when, { automationId: reminders, by: HANNA, note: 'Backtest looked right.' });
    await publish(manager, when, { automationId: calls, by: HANNA, note: 'Tom calls on Mondays.' });
    return calls;
  });
}
