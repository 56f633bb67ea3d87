import type { EntityManager } from 'typeorm';
import type { Lane } from './lanes.js';

/** A match that nobody has acted on yet. */
export interface PendingMatch {
  date: string;
  subjectId: string;
  accountId: string;
  version: number;
  entryKey: string;
  path: string[];
  /** The first step of its journey. */
  first: string;
  /** The streak it was decided in. */
  streakId: string | null;
  lateData: boolean;
  /** From the missed list: acted on however old it is. */
  runByOperator: boolean;
  /** Of the date before the first (S12). */
  backlog: boolean;
  /** Left over by `maxEntriesPerRun` when its date was acted on. */
  leftOver: boolean;
}

/** The matches of some subjects, complete per subject. */
export interface PendingPage {
  /** In order of subject and date. */
  matches: PendingMatch[];
  /** The last subject; null when there are no more. */
  last: string | null;
}

/**
 * Whose pending matches are acted on: when dates were decided, everybody's; else only those found late or run by an
 * operator, since what a limit has left over waits for the next date.
 */
export type WhichMatches = 'all' | 'askedFor';

/** The pending matches of a lane's next subjects. */
export async function pendingMatches(
  manager: EntityManager,
  lane: Lane,
  { which, after, subjects }: { which: WhichMatches; after: string | null; subjects: number },
): Promise<PendingPage> {
  const matches = await manager.query<PendingMatch[]>(
    `with next as materialized (
       select distinct subject_id from matches
       where workspace_id = $1 and automation_id = $2 and time_zone = $3 and outcome = 'pending'
         and ($4::uuid is null or subject_id > $4) and ($6 = 'all' or late_data or run_by_operator)
       order by subject_id limit $5
     )
     select m.business_date as date, m.subject_id as "subjectId", m.account_id as "accountId", m.version,
       m.entry_key as "entryKey", m.path, m.start ->> 'first' as first, m.start ->> 'streakId' as "streakId",
       m.late_data as "lateData", m.run_by_operator as "runByOperator",
       coalesce(e.kind = 'backlog', false) as backlog, not m.late_data and e.status = 'done' as "leftOver"
     from next
     -- one look-up per subject, whatever the planner believes of a table that has grown
     cross join lateral (
       select * from matches
       where workspace_id = $1 and automation_id = $2 and subject_id = next.subject_id and time_zone = $3
         and outcome = 'pending'
       offset 0
     ) m
     left join evaluations e on e.workspace_id = $1 and e.automation_id = $2 and e.time_zone = $3
       and e.business_date = m.business_date
     order by m.subject_id, m.business_date`,
    [lane.workspaceId, lane.automationId, lane.timeZone, after, subjects, which],
  );
  const found = new Set(matches.map(({ subjectId }) => subjectId)).size;
  return { matches, last: found < subjects ? null : (matches.at(-1)?.subjectId ?? null) };
}

export type MissedBecause = 'late' | 'lateData' | 'newerMatch' | 'limit';

/** What became of a match. */
export interface SettledMatch {
  subjectId: string;
  date: string;
  outcome: 'entered' | 'alreadyEntered' | 'endedBeforeActing' | 'excluded' | 'skipped' | 'missed';
  missedBecause: MissedBecause | null;
  exitId: string | null;
}

/** Records what became of matches, and counts it in the evaluations they belong to. */
export async function settleMatches(
  manager: EntityManager,
  lane: Lane,
  settled: readonly SettledMatch[],
): Promise<void> {
  if (settled.length === 0) return;
  await manager.query(
    `with settled as (
       update matches m set outcome = s.outcome, missed_because = s."missedBecause", exit_id = s."exitId"
       from jsonb_to_recordset($4::jsonb)
         s("subjectId" uuid, date date, outcome text, "missedBecause" text, "exitId" text)
       where m.workspace_id = $1 and m.automation_id = $2 and m.subject_id = s."subjectId"
         and m.business_date = s.date and m.outcome = 'pending'
       returning m.business_date, m.outcome
     ), figures as (
       select business_date,
         count(*) filter (where outcome = 'entered') as entered,
         count(*) filter (where outcome = 'alreadyEntered') as already_entered,
         count(*) filter (where outcome = 'endedBeforeActing') as ended_before_acting,
         count(*) filter (where outcome = 'missed') as missed,
         count(*) filter (where outcome = 'excluded') as excluded
       from settled group by business_date
     )
     update evaluations e set entered = e.entered + f.entered, already_entered = e.already_entered + f.already_entered,
       ended_before_acting = e.ended_before_acting + f.ended_before_acting, missed = e.missed + f.missed,
       held_back = case when f.excluded = 0 then e.held_back else
         jsonb_set(e.held_back, '{leftOut}', to_jsonb(coalesce((e.held_back ->> 'leftOut')::int, 0) + f.excluded)) end
     from figures f
     where e.workspace_id = $1 and e.automation_id = $2 and e.time_zone = $3 and e.business_date = f.business_date`,
    [lane.workspaceId, lane.automationId, lane.timeZone, JSON.stringify(settled)],
  );
}
