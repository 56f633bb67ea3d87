import type { Decision, JourneyState } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { groupBy } from '../../platform/group-by.js';
import { deliveriesOf, EFFECT_COLUMNS, insertEffectsSql } from '../deliveries/insert-deliveries.js';
import { tellEntered, tellExited } from '../tell/tell-journeys.js';
import { takeKeysSql } from './entry-keys.js';
import { firstLookAt } from './first-look-at.js';
import { EVENT_COLUMNS, eventsOf, insertEventsSql } from './journey-events.js';
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
 * decisions and deliveries are one statement; what many journeys decide alike is sent once. Returns the ids of those
 * that began.
 */
export async function enterJourneys(
  manager: EntityManager,
  workspaceId: string,
  journeys: readonly JourneyToEnter[],
  now: Date,
): Promise<Set<string>> {
  if (journeys.length === 0) return new Set();
  const plans = [...groupBy(journeys, ({ decisions }) => JSON.stringify(decisions)).values()];
  const events = plans.flatMap(([{ journeyId, decisions }], plan) =>
    eventsOf(journeyId, 0, decisions).map((event) => ({ ...event, plan })),
  );
  const effects = plans.flatMap(([first], plan) =>
    deliveriesOf(first, first.decisions).map((delivery, at) => ({ ...delivery, plan, number: at + 1 })),
  );
  const rows = plans.flatMap((alike, plan) => alike.map((journey) => ({ ...rowOf(journey, now), plan })));
  const entered = await manager.query<{ journeyId: string }[]>(ENTER, [
    workspaceId,
    JSON.stringify(rows),
    now,
    JSON.stringify(events),
    JSON.stringify(effects),
  ]);
  const ids = new Set(entered.map(({ journeyId }) => journeyId));
  const over = journeys.filter(({ journeyId, state }) => ids.has(journeyId) && state.ended !== null);
  await tellEntered(manager, workspaceId, [...ids], now);
  await tellExited(
    manager,
    workspaceId,
    over.map(({ journeyId }) => journeyId),
    now,
  );
  return ids;
}

function rowOf({ decisions, ...journey }: JourneyToEnter, now: Date): object {
  return {
    ...journey,
    ...journeyStatus(journey.state),
    streakId: journey.state.streakId,
    lookAt: firstLookAt(journey.state, now),
    deliveryKeys: deliveriesOf(journey, decisions).map(({ key }) => key),
  };
}

const ENTER = `
  with given as materialized (
    select * from jsonb_to_recordset($2::jsonb) j("journeyId" uuid, "automationId" uuid, version integer,
      "subjectId" uuid, "accountId" uuid, "timeZone" text, date date, "entryKey" text, path text[], "streakId" uuid,
      state jsonb, status text, "endedBecause" text, "checkedChangeNo" bigint, "lookAt" timestamptz, plan integer, "deliveryKeys" text[])
  ), ${takeKeysSql('given')}, entered as (
    select given.* from taken join given on given."journeyId" = taken.journey_id
  ), begun as (
    insert into journeys (workspace_id, journey_id, automation_id, version, subject_id, account_id, time_zone,
      business_date, entry_key, path, streak_id, state, status, ended_because, entered_at, ended_at, checked_at,
      checked_change_no, look_at, looked_at)
    select $1, "journeyId", "automationId", version, "subjectId", "accountId", "timeZone",
      date, "entryKey", path, "streakId", state, status, "endedBecause", $3::timestamptz,
      case when status <> 'underWay' then $3::timestamptz end, $3, "checkedChangeNo", "lookAt", $3
    from entered
  ), events as (
    select entered."journeyId", e.*
    from entered join jsonb_to_recordset($4::jsonb) e(plan integer, ${EVENT_COLUMNS}) using (plan)
  ), told as (
    ${insertEventsSql('events')}
  ), effects as (
    select entered."deliveryKeys"[d.number] as key, entered."journeyId", entered."automationId", entered."accountId", d.*
    from entered join json_to_recordset($5::json) d(plan integer, number integer, ${EFFECT_COLUMNS}) using (plan)
  ), due as (
    ${insertEffectsSql('effects')}
  )
  select "journeyId" from entered`;
