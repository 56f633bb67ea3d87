import type { MissedEventItem } from '@dunwell/contract';
import { render, sql, type SqlFragment } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import type { WaitingEvent } from '../../billing/billing-events.js';
import { accountZones, momentOf } from '../../billing/billing-reader.js';
import { conflict } from '../../platform/http/app-error.js';
import { mustGet } from '../../platform/must.js';
import { VersionsInWorkspace } from '../decide/versions-in-workspace.js';
import { freshInstant, lockAccounts } from '../deliveries/lock-accounts.js';
import { subjectReference } from '../subject-keys.js';
import { causeOf } from './event-cause.js';
import { saveOutcomes } from './event-outcomes.js';
import { inRounds } from './in-rounds.js';
import { outcomeOf, type EventStart } from './outcome-of.js';
import { startSubjects } from './start-subjects.js';

export interface MissedEventsDecision {
  items: readonly MissedEventItem[];
  decision: 'run' | 'dismiss';
  businessNow: Date;
}

/** A start that was missed, with the event that asked for it. */
interface MissedStart extends Pick<WaitingEvent, 'eventId' | 'name' | 'payload' | 'at'> {
  automationId: string;
  automation: string;
  status: string;
  subjectId: string;
  accountId: string;
  version: number;
  subject: string;
}

/**
 * Decides about starts that were missed: run now, however old, on the facts of the event's own instant and unless an exit
 * holds by now, or dismissed. All of them or none: refused where one is no longer missed or its automation is not live.
 */
export async function decideMissedEvents(
  manager: EntityManager,
  workspaceId: string,
  { items, decision, businessNow }: MissedEventsDecision,
): Promise<void> {
  // Accounts before outcomes, as whoever takes in events locks them.
  const listed = allMissed(items, await readMissed(manager, workspaceId, items, sql`for share of a`));
  const accountIds = [...new Set(listed.map(({ accountId }) => accountId))];
  const locked = await lockAccounts(manager, workspaceId, accountIds);
  const missed = allMissed(items, await readMissed(manager, workspaceId, items, sql`for update of o`));
  if (decision === 'dismiss') {
    await dismiss(manager, workspaceId, missed);
    return;
  }
  const stopped = missed.find(({ status }) => status !== 'live');
  if (stopped)
    throw conflict(
      'notLive',
      `${stopped.automation} is ${stopped.status}: only a live automation starts what was missed.`,
    );
  const now = freshInstant(locked, businessNow);
  const zones = await accountZones(manager, workspaceId, accountIds);
  const versions = new VersionsInWorkspace(manager, workspaceId);
  const starts: EventStart[] = [];
  for (const { eventId, name, payload, at, automationId, version, subjectId, accountId } of missed) {
    const ready = await versions.get(automationId, version);
    starts.push({
      ...{ eventId, automationId, version, ready, subjectId, accountId, isLate: false, isPaused: false },
      moment: momentOf(at.getTime(), mustGet(zones, accountId)),
      changeNo: mustGet(locked.changeNos, accountId),
      event: causeOf({ eventId, name, payload }, ready.context),
    });
  }
  for (const round of inRounds(starts, ({ automationId, subjectId }) => `${automationId} ${subjectId}`)) {
    const became = await startSubjects(manager, workspaceId, round, now);
    await saveOutcomes(
      manager,
      workspaceId,
      round.map((start) => outcomeOf(start, mustGet(became, start))),
      now,
    );
  }
}

const isSame = (item: MissedEventItem, one: MissedStart): boolean =>
  item.eventId === one.eventId && item.automationId === one.automationId && item.subject === one.subject;

/** What was found, where every item is among it; refused otherwise. */
function allMissed(items: readonly MissedEventItem[], found: MissedStart[]): MissedStart[] {
  const unknown = items.find((item) => !found.some((one) => isSame(item, one)));
  if (unknown === undefined) return found;
  throw conflict(
    'notMissed',
    `${unknown.subject} is not missed any more, or never was. Look at the list again.`,
  );
}

async function readMissed(
  manager: EntityManager,
  workspaceId: string,
  items: readonly MissedEventItem[],
  lock: SqlFragment,
): Promise<MissedStart[]> {
  const { text, values } = render(sql`
    select o.event_id as "eventId", e.name, e.payload, e.at, o.automation_id as "automationId", a.name as automation,
      a.status, o.subject_id as "subjectId", o.account_id as "accountId", o.version,
      ${subjectReference('o')} ->> 'key' as subject
    from event_outcomes o
    join billing_events e on e.workspace_id = o.workspace_id and e.event_id = o.event_id
    join automations a on a.workspace_id = o.workspace_id and a.automation_id = o.automation_id
    where o.workspace_id = ${workspaceId}::uuid and o.outcome = 'missed'
      and o.event_id = any (${items.map(({ eventId }) => eventId)}::uuid[])
    order by e.at, o.event_id, o.automation_id, o.subject_id
    ${lock}`);
  const found = await manager.query<MissedStart[]>(text, values);
  return found.filter((one) => items.some((item) => isSame(item, one)));
}

async function dismiss(
  manager: EntityManager,
  workspaceId: string,
  missed: readonly MissedStart[],
): Promise<void> {
  await manager.query(
    `update event_outcomes o set outcome = 'dismissed'
     from jsonb_to_recordset($2::jsonb) m("eventId" uuid, "automationId" uuid, "subjectId" uuid)
     where o.workspace_id = $1 and o.event_id = m."eventId" and o.automation_id = m."automationId"
       and o.subject_id = m."subjectId"`,
    [workspaceId, JSON.stringify(missed)],
  );
}
