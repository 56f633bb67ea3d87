import { ACT_IF_WITHIN_DAYS, daysBetween } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { eventPeriods, type EventPeriodRecord } from '../../automations/live-periods.js';
import {
  lockWaitingEvents,
  markTakenIn,
  type WaitingEvent,
  type WaitingQuery,
} from '../../billing/billing-events.js';
import { accountZones, momentOf, type Moment } from '../../billing/billing-reader.js';
import { mustGet } from '../../platform/must.js';
import { VersionsInWorkspace, type ReadyVersion } from '../decide/versions-in-workspace.js';
import { freshInstant, lockAccounts } from '../deliveries/lock-accounts.js';
import { largeImportAccounts } from '../evaluation/newcomers.js';
import { causeOf } from './event-cause.js';
import { saveOutcomes, type OutcomeOfEvent } from './event-outcomes.js';
import { inRounds } from './in-rounds.js';
import { outcomeOf, type EventStart } from './outcome-of.js';
import { standingAt, type Standing } from './standing-at.js';
import { startSubjects } from './start-subjects.js';
import { subjectsOfEvent } from './subjects-of-event.js';

/**
 * Takes in the next events of a workspace whose time has come, or one of them: starts what they start and writes down
 * what they came to, in one transaction with the mark that says so. Whoever is killed before its end has done nothing.
 * Returns how many.
 */
export async function takeInEvents(
  manager: EntityManager,
  workspaceId: string,
  waiting: WaitingQuery,
): Promise<number> {
  const { now: businessNow } = waiting;
  const events = await lockWaitingEvents(manager, workspaceId, waiting);
  if (events.length === 0) return 0;
  const periods = await eventPeriods(manager, workspaceId);
  const concerning = events.filter(({ name }) => periods.some(({ event }) => event === name));
  if (concerning.length > 0)
    await startByEvents(manager, workspaceId, { events: concerning, periods, businessNow });
  await markTakenIn(
    manager,
    workspaceId,
    events.map(({ eventId }) => eventId),
    businessNow,
  );
  return events.length;
}

interface Concerning {
  events: readonly WaitingEvent[];
  periods: readonly EventPeriodRecord[];
  businessNow: Date;
}

async function startByEvents(
  manager: EntityManager,
  workspaceId: string,
  { events, periods, businessNow }: Concerning,
): Promise<void> {
  const accountIds = [...new Set(events.map(({ accountId }) => accountId))];
  const locked = await lockAccounts(manager, workspaceId, accountIds);
  const now = freshInstant(locked, businessNow);
  const surroundings: Surroundings = {
    now,
    changeNos: locked.changeNos,
    zones: await accountZones(manager, workspaceId, accountIds),
    newcomers: await largeImportAccounts(manager, workspaceId, accountIds),
    versions: new VersionsInWorkspace(manager, workspaceId),
  };
  const outcomes: OutcomeOfEvent[] = [];
  const starts: EventStart[] = [];
  for (const event of events) {
    for (const standing of standingAt(periods, event)) {
      const asked = await askFor(event, standing, surroundings);
      if (Array.isArray(asked)) starts.push(...asked);
      else outcomes.push(asked);
    }
  }
  // One after the other for a subject: what the first started is known to the second (S11).
  for (const round of inRounds(starts, ({ automationId, subjectId }) => `${automationId} ${subjectId}`)) {
    const became = await startSubjects(manager, workspaceId, round, now);
    outcomes.push(...round.map((start) => outcomeOf(start, mustGet(became, start))));
  }
  await saveOutcomes(manager, workspaceId, outcomes, now);
}

/** What all starts of a batch are made in. */
interface Surroundings {
  now: Date;
  changeNos: ReadonlyMap<string, number>;
  zones: Awaited<ReturnType<typeof accountZones>>;
  /** When a large import created an account. */
  newcomers: ReadonlyMap<string, number>;
  versions: VersionsInWorkspace;
}

/** The subjects an event asks an automation to start with, or what it came to without any. */
async function askFor(
  event: WaitingEvent,
  { automationId, version, isPaused }: Standing,
  { now, changeNos, zones, newcomers, versions }: Surroundings,
): Promise<EventStart[] | OutcomeOfEvent> {
  const { eventId, accountId, at } = event;
  const without = (outcome: OutcomeOfEvent['outcome']): OutcomeOfEvent => ({
    ...{ eventId, automationId, accountId, version, outcome },
    subjectId: accountId,
  });
  if (version === null) return without('notLive');
  // What happened before a large import brought the account is its backlog (S12).
  if (at.getTime() < (newcomers.get(accountId) ?? -Infinity)) return without('skipped');
  const ready = await versions.get(automationId, version);
  const subjectIds = subjectsOfEvent(event, ready.prepared.document.subject);
  if (subjectIds.length === 0) return without('noSubject');
  const zone = mustGet(zones, accountId);
  const moment = momentOf(at.getTime(), zone);
  const isLate = isPaused || daysLate(moment, momentOf(now.getTime(), zone)) > actWithin(ready);
  const cause = causeOf(event, ready.context);
  return subjectIds.map((subjectId) => ({
    ...{ eventId, automationId, version, ready, subjectId, accountId, moment, isLate, isPaused },
    changeNo: mustGet(changeNos, accountId),
    event: cause,
  }));
}

const daysLate = (moment: Moment, today: Moment): number => daysBetween(moment.date, today.date);

const actWithin = ({ prepared }: ReadyVersion): number =>
  prepared.document.entry.actIfWithinDays ?? ACT_IF_WITHIN_DAYS;
