import type { Decision, JourneyState } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { deliveriesOf, insertDeliveries } from '../deliveries/insert-deliveries.js';
import { tellEntered, tellExited } from '../tell/tell-journeys.js';
import { eventsOf, insertJourneyEvents } from './journey-events.js';
import { journeyStatus } from './journey-status.js';

/** A journey that is about to begin, planned as far as its first effect, wait or end. */
export interface JourneyToEnter {
  journeyId: string;
  automationId: string;
  version: number;
  subjectId: string;
  accountId: string;
  timeZone: string;
  date: string;
  entryKey: string;
  path: string[];
  state: JourneyState;
  decisions: Decision[];
  /** The account's last change of facts that the plan has seen (S13). */
  checkedChangeNo: number;
}

/**
 * Starts journeys, each under its entry key: where the key is taken nothing happens (S11). Keys, journeys, first
 * decisions and deliveries are one transaction. Returns the ids of those that began.
 */
export async function enterJourneys(
  manager: EntityManager,
  workspaceId: string,
  journeys: readonly JourneyToEnter[],
  now: Date,
): Promise<Set<string>> {
  const taken = await takeEntryKeys(
    manager,
    workspaceId,
    journeys.map((journey) => ({ ...journey, path: journey.path.join('>') })),
  );
  const entered = journeys.filter(({ journeyId }) => taken.has(journeyId));
  if (entered.length === 0) return taken;
  await insertJourneys(manager, workspaceId, entered, now);
  await insertJourneyEvents(
    manager,
    workspaceId,
    entered.flatMap(({ journeyId, decisions }) => eventsOf(journeyId, 0, decisions)),
    now,
  );
  await insertDeliveries(
    manager,
    workspaceId,
    entered.flatMap((journey) => deliveriesOf(journey, journey.decisions)),
    now,
  );
  const over = entered.filter(({ state }) => state.ended !== null);
  await tellEntered(manager, workspaceId, idsOf(entered), now);
  await tellExited(manager, workspaceId, idsOf(over), now);
  return taken;
}

const idsOf = (journeys: readonly JourneyToEnter[]): string[] => journeys.map(({ journeyId }) => journeyId);

/** An entry key to take; without a journey it is skipped as backlog (S12). */
export interface EntryKeyToTake {
  automationId: string;
  entryKey: string;
  subjectId: string;
  path: string;
  date: string;
  journeyId: string | null;
}

/** Takes the keys that are free; an item of the missed list whose key is taken leaves it (S10). Returns the journeys. */
export async function takeEntryKeys(
  manager: EntityManager,
  workspaceId: string,
  keys: readonly EntryKeyToTake[],
): Promise<Set<string>> {
  const rows = await manager.query<{ journeyId: string | null }[]>(
    `with taken as (
       insert into entry_keys (workspace_id, automation_id, entry_key, subject_id, path, business_date, journey_id)
       select $1, k."automationId", k."entryKey", k."subjectId", k.path, k.date, k."journeyId"
       from jsonb_to_recordset($2::jsonb)
         k("automationId" uuid, "entryKey" text, "subjectId" uuid, path text, date date, "journeyId" uuid)
       on conflict do nothing
       returning automation_id, entry_key, journey_id
     ), settled as (
       update matches m set outcome = 'alreadyEntered', missed_because = null
       from taken
       where m.workspace_id = $1 and m.automation_id = taken.automation_id and m.entry_key = taken.entry_key
         and m.outcome = 'missed'
     )
     select journey_id as "journeyId" from taken`,
    [workspaceId, JSON.stringify(keys)],
  );
  return new Set(rows.flatMap(({ journeyId }) => (journeyId === null ? [] : [journeyId])));
}

async function insertJourneys(
  manager: EntityManager,
  workspaceId: string,
  journeys: readonly JourneyToEnter[],
  now: Date,
): Promise<void> {
  const rows = journeys.map((journey) => ({
    ...journey,
    decisions: undefined,
    streakId: journey.state.streakId,
    ...journeyStatus(journey.state),
  }));
  await manager.query(
    `insert into journeys (workspace_id, journey_id, automation_id, version, subject_id, account_id, time_zone,
       business_date, entry_key, path, streak_id, state, status, ended_because, entered_at, ended_at, checked_at,
       checked_change_no)
     select $1, j."journeyId", j."automationId", j.version, j."subjectId", j."accountId", j."timeZone", j.date,
       j."entryKey", array(select jsonb_array_elements_text(j.path)), j."streakId", j.state, j.status,
       j."endedBecause", $3::timestamptz, case when j.status <> 'underWay' then $3::timestamptz end, $3, j."checkedChangeNo"
     from jsonb_to_recordset($2::jsonb) j("journeyId" uuid, "automationId" uuid, version integer, "subjectId" uuid,
       "accountId" uuid, "timeZone" text, date date, "entryKey" text, path jsonb, "streakId" uuid, state jsonb,
       status text, "endedBecause" text, "checkedChangeNo" bigint)`,
    [workspaceId, JSON.stringify(rows), now],
  );
}
