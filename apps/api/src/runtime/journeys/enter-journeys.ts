import type { Decision, JourneyState } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { deliveriesOf, deliveriesSql } from '../deliveries/insert-deliveries.js';
import { takeKeysSql } from './entry-keys.js';
import { eventsOf, journeyEventsSql } from './journey-events.js';
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
 * decisions and deliveries are one statement. Returns the ids of those that began.
 */
export async function enterJourneys(
  manager: EntityManager,
  workspaceId: string,
  journeys: readonly JourneyToEnter[],
  now: Date,
): Promise<Set<string>> {
  if (journeys.length === 0) return new Set();
  const rows = journeys.map((journey) => ({
    ...journey,
    decisions: undefined,
    streakId: journey.state.streakId,
    ...journeyStatus(journey.state),
  }));
  const events = journeys.flatMap(({ journeyId, decisions }) => eventsOf(journeyId, 0, decisions));
  const deliveries = journeys.flatMap((journey) => deliveriesOf(journey, journey.decisions));
  const entered = await manager.query<{ journeyId: string }[]>(ENTER, [
    workspaceId,
    JSON.stringify(rows),
    now,
    JSON.stringify(events),
    JSON.stringify(deliveries),
  ]);
  return new Set(entered.map(({ journeyId }) => journeyId));
}

const BEGAN = '"journeyId" in (select journey_id from taken)';

const ENTER = `
  with given as materialized (
    select * from jsonb_to_recordset($2::jsonb) j("journeyId" uuid, "automationId" uuid, version integer,
      "subjectId" uuid, "accountId" uuid, "timeZone" text, date date, "entryKey" text, path text[], "streakId" uuid,
      state jsonb, status text, "endedBecause" text, "checkedChangeNo" bigint)
  ), ${takeKeysSql('given')}, begun as (
    insert into journeys (workspace_id, journey_id, automation_id, version, subject_id, account_id, time_zone,
      business_date, entry_key, path, streak_id, state, status, ended_because, entered_at, ended_at, checked_at,
      checked_change_no)
    select $1, "journeyId", "automationId", version, "subjectId", "accountId", "timeZone",
      date, "entryKey", path, "streakId", state, status, "endedBecause", $3::timestamptz,
      case when status <> 'underWay' then $3::timestamptz end, $3, "checkedChangeNo"
    from given
    where ${BEGAN}
  ), decided as (
    ${journeyEventsSql('$4', BEGAN)}
  ), due as (
    ${deliveriesSql('$5', BEGAN)}
  )
  select journey_id as "journeyId" from taken`;
