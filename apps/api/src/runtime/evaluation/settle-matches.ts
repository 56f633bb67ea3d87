import type { MissedBecause } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { groupBy } from '../../platform/group-by.js';
import { announce } from '../../platform/notify/announce.js';
import { LAST_DECIDED } from './evaluation-record.js';
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
 * Records what became of matches, and counts it in the evaluations they belong to; `begun` journeys, whatever dates they
 * matched on, are counted in the last date that was decided, for `maxEntriesPerRun`.
 */
export async function settleMatches(
  manager: EntityManager,
  lane: Lane,
  settled: readonly SettledMatch[],
  begun: number,
): Promise<void> {
  if (settled.length === 0) return;
  const alike = groupBy(settled, ({ date, outcome, missedBecause, exitId }) =>
    [date, outcome, missedBecause, exitId].join(' '),
  );
  const rows = [...alike.values()].map((group) => ({
    ...group[0],
    subjectIds: group.map(({ subjectId }) => subjectId),
  }));
  await manager.query(
    `with settled as (
       update matches m set outcome = s.outcome, missed_because = s."missedBecause", exit_id = s."exitId"
       from jsonb_to_recordset($4::jsonb)
         s("subjectIds" uuid[], date date, outcome text, "missedBecause" text, "exitId" text)
       cross join unnest(s."subjectIds") settled(subject_id)
       where m.workspace_id = $1 and m.automation_id = $2 and m.subject_id = settled.subject_id
         and m.business_date = s.date and m.outcome = 'pending'
       returning m.business_date, m.outcome
     ), counted as (
       select business_date, outcome from settled
       union all
       select (${LAST_DECIDED}), 'begun' from generate_series(1, $5)
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
       held_back = case when f.excluded = 0 then e.held_back else
         jsonb_set(e.held_back, '{leftOut}', to_jsonb(coalesce((e.held_back ->> 'leftOut')::int, 0) + f.excluded)) end
     from figures f
     where e.workspace_id = $1 and e.automation_id = $2 and e.time_zone = $3 and e.business_date = f.business_date`,
    [lane.workspaceId, lane.automationId, lane.timeZone, JSON.stringify(rows), begun],
  );
  await announce(manager, lane.workspaceId, 'evaluations');
}
