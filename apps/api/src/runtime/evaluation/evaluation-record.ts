import type { EntityManager } from 'typeorm';
import { announce } from '../../platform/notify/announce.js';
import type { Lane } from './lanes.js';
import type { Outcome, Recorded } from './save-matches.js';

/** One date of a lane. */
export interface EvaluationRecord {
  date: string;
  kind: 'scheduled' | 'backlog' | 'gap';
  version: number;
  /** t(D, Z) (S0). */
  at: Date;
  status: 'due' | 'decided' | 'done';
  /** Decided up to this subject. */
  cursor: string | null;
  /** An older version decided the dates before it. */
  firstOfVersion: boolean;
  /** Matches of the lane are pending. */
  afterPending: boolean;
}

/** The dates of a lane that are not done, in order. */
export async function openEvaluations(manager: EntityManager, lane: Lane): Promise<EvaluationRecord[]> {
  return manager.query<EvaluationRecord[]>(
    `select e.business_date as date, e.kind, e.version, e.at, e.status, e.cursor,
       exists (select ${EARLIER}) and not exists (select ${EARLIER} and earlier.version = e.version) as "firstOfVersion",
       exists (
         select from matches m
         where m.workspace_id = e.workspace_id and m.automation_id = e.automation_id and m.time_zone = e.time_zone
           and m.outcome = 'pending'
       ) as "afterPending"
     from evaluations e
     where e.workspace_id = $1 and e.automation_id = $2 and e.time_zone = $3 and e.status <> 'done'
     order by e.business_date`,
    [lane.workspaceId, lane.automationId, lane.timeZone],
  );
}

const EARLIER = `
  from evaluations earlier
  where earlier.workspace_id = e.workspace_id and earlier.automation_id = e.automation_id
    and earlier.time_zone = e.time_zone and earlier.business_date < e.business_date`;

/** What one batch adds to an evaluation's figures. */
export interface Progress {
  /** The last subject decided; null: there are no more, the date is decided. */
  cursor: string | null;
  lookedAt: number;
  candidates: number;
  /** The matches that were new, by what became of them so far. */
  recorded: Recorded;
  alreadyEntered: number;
  /** Journeys that began, for `maxEntriesPerRun`. */
  begun: number;
  disagreements: number;
  errors: number;
  lastError: string | null;
  durationMs: number;
}

/** Adds a batch's figures; the cursor makes a killed run resume behind it. */
export async function addProgress(
  manager: EntityManager,
  lane: Lane,
  date: string,
  { recorded, ...progress }: Progress,
): Promise<void> {
  const outcome = (name: Outcome): number => recorded.get(name) ?? 0;
  await manager.query(
    `update evaluations set cursor = coalesce($5::uuid, cursor), looked_at = looked_at + $6, candidates = candidates + $7,
       matched = matched + $8, already_entered = already_entered + $9, disagreements = disagreements + $10,
       errors = errors + $11, last_error = coalesce($12, last_error), duration_ms = duration_ms + $13,
       entered = entered + $14, ended_before_acting = ended_before_acting + $15, missed = missed + $16,
       begun = begun + $17, held_back = ${heldBackWith('$18::integer')},
       status = case when $5::uuid is null then 'decided' else status end
     where workspace_id = $1 and automation_id = $2 and time_zone = $3 and business_date = $4`,
    [
      lane.workspaceId,
      lane.automationId,
      lane.timeZone,
      date,
      progress.cursor,
      progress.lookedAt,
      progress.candidates,
      [...recorded.values()].reduce((sum, count) => sum + count, 0),
      progress.alreadyEntered,
      progress.disagreements,
      progress.errors,
      progress.lastError,
      progress.durationMs,
      outcome('entered'),
      outcome('endedBeforeActing'),
      outcome('missed'),
      progress.begun,
      outcome('excluded'),
    ],
  );
  await announce(manager, lane.workspaceId, 'evaluations');
}

/** SQL for what an evaluation held back, with more subjects whose accounts a hold leaves out (S14). */
export const heldBackWith = (excluded: string): string =>
  `case when ${excluded} = 0 then held_back else
     jsonb_set(held_back, '{leftOut}', to_jsonb(coalesce((held_back ->> 'leftOut')::int, 0) + ${excluded})) end`;

/** Says in the dates that are still to be done why a run of the lane ended before its time. */
export async function noteFailure(manager: EntityManager, lane: Lane, message: string): Promise<void> {
  await manager.query(
    `update evaluations set last_error = $4
     where workspace_id = $1 and automation_id = $2 and time_zone = $3 and status <> 'done'`,
    [lane.workspaceId, lane.automationId, lane.timeZone, message],
  );
}

/** How many journeys began since the last date was decided, whatever date they matched on. */
export async function begunSinceLastDate(manager: EntityManager, lane: Lane): Promise<number> {
  const rows = await manager.query<{ begun: number }[]>(
    `select begun from evaluations
     where workspace_id = $1 and automation_id = $2 and time_zone = $3 and business_date = (${LAST_DECIDED})`,
    [lane.workspaceId, lane.automationId, lane.timeZone],
  );
  return rows[0]?.begun ?? 0;
}

/** SQL for the last date of a lane that was decided; `$1`, `$2`, `$3`: its workspace, automation and zone. */
export const LAST_DECIDED = `
  select max(business_date) from evaluations
  where workspace_id = $1 and automation_id = $2 and time_zone = $3 and kind = 'scheduled' and status <> 'due'`;
