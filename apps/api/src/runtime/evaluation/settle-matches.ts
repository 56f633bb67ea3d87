import type { MissedBecause } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { announce } from '../../platform/notify/announce.js';
import type { Acted } from './acting-batch.js';
import { heldBackWith, LAST_DECIDED } from './evaluation-record.js';
import type { Lane } from './lanes.js';

/** What became of a match. */
export interface SettledMatch {
  subjectId: string;
  date: string;
  outcome: 'entered' | 'alreadyEntered' | 'endedBeforeActing' | 'excluded' | 'skipped' | 'missed';
  missedBecause: MissedBecause | null;
  exitId: string | null;
}

/**
 * Records what became of pending matches, and counts it in the evaluations they belong to; journeys that began, whatever
 * dates they matched on, are counted in the last date that was decided, for `maxEntriesPerRun`.
 */
export async function settleMatches(
  manager: EntityManager,
  lane: Lane,
  { settled, begun }: Acted,
): Promise<void> {
  if (settled.length === 0) return;
  await manager.query(
    `with given as materialized (
       -- arrays, whose length the planner knows, and what was before as a column: then each match is looked up by its key,
       -- whatever the planner believes of pending ones
       select *, 'pending' as before
       from unnest($4::uuid[], $5::date[], $6::text[], $7::text[], $8::text[])
         s(subject_id, date, outcome, missed_because, exit_id)
     ), settled as (
       update matches m set outcome = g.outcome, missed_because = g.missed_because, exit_id = g.exit_id
       from given g
       where m.workspace_id = $1 and m.automation_id = $2 and m.subject_id = g.subject_id
         and m.business_date = g.date and m.outcome = g.before
       returning m.business_date, m.outcome
     ), counted as (
       select business_date, outcome from settled
       union all
       select (${LAST_DECIDED}), 'begun' from generate_series(1, $9)
     ), figures as (
       select business_date,
         count(*) filter (where outcome = 'entered') as entered,
         count(*) filter (where outcome = 'alreadyEntered') as already_entered,
         count(*) filter (where outcome = 'endedBeforeActing') as ended_before_acting,
         count(*) filter (where outcome = 'missed') as missed,
         count(*) filter (where outcome = 'excluded') as excluded,
         count(*) filter (where outcome = 'begun') as begun
       from counted group by business_date
     )
     update evaluations e set entered = e.entered + f.entered, already_entered = e.already_entered + f.already_entered,
       ended_before_acting = e.ended_before_acting + f.ended_before_acting, missed = e.missed + f.missed,
       begun = e.begun + f.begun,
       held_back = ${heldBackWith('f.excluded')}
     from figures f
     where e.workspace_id = $1 and e.automation_id = $2 and e.time_zone = $3 and e.business_date = f.business_date`,
    [
      lane.workspaceId,
      lane.automationId,
      lane.timeZone,
      settled.map(({ subjectId }) => subjectId),
      settled.map(({ date }) => date),
      settled.map(({ outcome }) => outcome),
      settled.map(({ missedBecause }) => missedBecause),
      settled.map(({ exitId }) => exitId),
      begun,
    ],
  );
  await announce(manager, lane.workspaceId, 'evaluations');
}
