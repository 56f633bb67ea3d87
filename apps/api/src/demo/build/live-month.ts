import { fromEpochDay, instantAt, type CalendarDate, type Instant } from '@dunwell/engine';
import type { DataSource } from 'typeorm';
import { groupBy } from '../../platform/group-by.js';
import type { DeliveryWorker } from '../../runtime/deliveries/delivery-worker.js';
import type { Evaluator } from '../../runtime/evaluation/evaluator.js';
import type { JourneyWorker } from '../../runtime/looks/journey-worker.js';
import type { StoryRow } from '../story/books.js';
import { HOME_ZONE, MARKETS } from '../story/markets.js';
import { HANNA } from '../story/member-book.js';
import type { Span } from '../story/span.js';
import type { Story } from '../story/story.js';
import { CALLS, CARDS, REMINDERS } from './automations.js';
import { finishTasks } from './finish-tasks.js';
import { isRestless } from './write-history.js';
import { draft, pause, publish } from './publish.js';
import { writeHolds, writeRows } from './write-rows.js';

/** What the product evaluates and delivers with, in this workspace. */
export interface LiveTools {
  dataSource: DataSource;
  workspaceId: string;
  journeys: JourneyWorker;
  evaluator: Evaluator;
  worker: DeliveryWorker;
}

/** When the automations look. */
const AT = '09:00';
const PUBLISHED_AT = '17:30';
const MINUTE = 60_000;
/** Of how many of the last dates each zone is looked at by itself. */
const DAYS_TO_THE_MINUTE = 4;
/** On which of the last dates the calls were put live, and paused. */
const CALLS_LIVE_DAYS_AGO = 16;
const CALLS_PAUSED_DAYS_AGO = 3;

/** When the automations were published, on the evening before the live month. */
export const publishedAt = ({ liveFrom }: Span): Instant =>
  instantAt(fromEpochDay(liveFrom - 1), PUBLISHED_AT, HOME_ZONE);

/**
 * Lives through the month during which an automation has been live, by the code that does so every day: what became
 * known since the day before is written down, journeys under way hear of it, then the zones' evaluations come, and what
 * they decide is delivered.
 */
export async function liveMonth(tools: LiveTools, story: Story): Promise<void> {
  const { span } = story;
  const { dataSource, workspaceId, journeys, evaluator, worker } = tools;
  const days = daysOf(span);
  const toldOn = ({ at }: { at: Instant }): CalendarDate | undefined =>
    days.find(({ told }) => at <= told)?.date;
  const since = publishedAt(span);
  const isToTell = (row: StoryRow): boolean => row.at > since && isRestless(story, row);
  const rowsToTell = groupBy(story.rows.filter(isToTell), toldOn);
  const holdsToTell = groupBy(
    story.holds.filter(({ at }) => at > since),
    toldOn,
  );
  const automations = await start(tools, new Date(since));
  for (const { date, daysAgo, told, moments } of days) {
    const when = { workspaceId, now: new Date(told) };
    await dataSource.transaction(async (manager) => {
      await writeRows(manager, when, rowsToTell.get(date) ?? []);
      await writeHolds(manager, workspaceId, holdsToTell.get(date) ?? []);
      if (daysAgo === CALLS_LIVE_DAYS_AGO)
        await publish(manager, when, { ...CALLS_LIVE, automationId: automations.calls });
      if (daysAgo === CALLS_PAUSED_DAYS_AGO)
        await pause(manager, when, { automationId: automations.calls, by: HANNA });
    });
    for (const moment of moments) {
      await journeys.runWorkspace(workspaceId, new Date(moment));
      await evaluator.runWorkspace(workspaceId, new Date(moment));
      await worker.runWorkspace(workspaceId, new Date(moment));
    }
  }
  await finishTasks(dataSource.manager, workspaceId, {
    dueBefore: fromEpochDay(span.today),
    by: HANNA,
    at: new Date(span.now),
  });
}

interface Day {
  date: CalendarDate;
  /** From the last date of the story. */
  daysAgo: number;
  /** When the billing system tells what has happened since the day before. */
  told: Instant;
  /** When the automations' tick comes. */
  moments: Instant[];
}

/**
 * Each date in the order of its hours, as far as the story goes: a minute after the evaluation of each zone the tick
 * finds it due. Of dates further back one tick finds those of all zones, since nobody asks at which hour of a day
 * three weeks ago a message left, and whoever starts the program waits.
 */
function daysOf({ liveFrom, today, now }: Span): Day[] {
  return Array.from({ length: today - liveFrom + 1 }, (_, index) => {
    const date = fromEpochDay(liveFrom + index);
    const daysAgo = today - liveFrom - index;
    const zones = new Set(MARKETS.map(([{ timeZone }]) => timeZone ?? HOME_ZONE));
    const ticks = [...zones].map((zone) => instantAt(date, AT, zone) + MINUTE).sort((a, b) => a - b);
    const all = daysAgo < DAYS_TO_THE_MINUTE ? ticks : ticks.slice(-1);
    return {
      date,
      daysAgo,
      told: Math.min(...all.map((tick) => tick - MINUTE), now),
      moments: all.filter((tick) => tick <= now),
    };
  });
}

const REMINDERS_LIVE = { by: HANNA, note: 'Backtest looked right.' };
const CALLS_LIVE = { by: HANNA, note: 'Tom calls on Mondays.' };

/** Drafts the automations and puts the reminders live. */
async function start({ dataSource, workspaceId }: LiveTools, now: Date): Promise<{ calls: string }> {
  return dataSource.transaction(async (manager) => {
    const when = { workspaceId, now };
    const automationId = await draft(manager, when, { document: REMINDERS, by: HANNA });
    const calls = await draft(manager, when, { document: CALLS, by: HANNA });
    await draft(manager, when, { document: CARDS, by: HANNA });
    await publish(manager, when, { ...REMINDERS_LIVE, automationId });
    return { calls };
  });
}
