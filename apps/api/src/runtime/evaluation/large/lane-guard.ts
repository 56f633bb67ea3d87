import type { EntityManager } from 'typeorm';
import type { Lane } from '../lanes.js';
import type { WhichMatches } from '../pending-matches.js';
import { mostWithoutPerson } from './largest-run.js';

/** The evaluations that a run is measured against. */
const LAST_RUNS = 35;

/** How large runs of a lane may be, and whether one waits for a person. */
export interface LaneGuard {
  /** null: any size. */
  most: number | null;
  /** The largest of the last runs. */
  largest: number;
  /** A run waits to be released or dismissed. */
  isWaiting: boolean;
  /** A person has just released one. */
  isReleased: boolean;
}

interface Row {
  isWaiting: boolean;
  isReleased: boolean;
  isFirst: boolean;
  largest: number;
}

/** Reads how large the next run of a lane may be; one that was just released may have any size. */
export async function readGuard(manager: EntityManager, lane: Lane): Promise<LaneGuard> {
  const [row] = await manager.query<Row[]>(
    `with last as (
       select version, begun from evaluations
       where workspace_id = $1 and automation_id = $2 and time_zone = $3 and kind = 'scheduled' and status = 'done'
       order by business_date desc limit $4
     )
     select l.waiting_since is not null as "isWaiting", l.released_at is not null as "isReleased",
       not exists (select from last where last.version = a.live_version) as "isFirst",
       coalesce((select max(begun) from last), 0) as largest
     from evaluation_lanes l
     join automations a on a.workspace_id = l.workspace_id and a.automation_id = l.automation_id
     where l.workspace_id = $1 and l.automation_id = $2 and l.time_zone = $3`,
    [lane.workspaceId, lane.automationId, lane.timeZone, LAST_RUNS],
  );
  if (!row) throw new Error(`There is no lane ${lane.timeZone} of ${lane.automationId}.`);
  const { isWaiting, isReleased, isFirst, largest } = row;
  return {
    largest,
    isWaiting,
    isReleased,
    most: mostWithoutPerson({ isFirst: isFirst || isReleased, largest }),
  };
}

/**
 * Which pending matches may be acted on: where they are far more than ever, only those that an operator asked for by
 * name, while the others wait for a person (S10). What `limit` leaves over does not count.
 */
export async function whichMayGoOn(
  manager: EntityManager,
  lane: Lane,
  {
    guard,
    which,
    limit,
    now,
  }: { guard: LaneGuard; which: WhichMatches; limit: number | undefined; now: Date },
): Promise<WhichMatches> {
  const { most, largest, isWaiting } = guard;
  if (most === null && !isWaiting) return which;
  const pending = await countPending(manager, lane, isWaiting ? 'all' : which);
  const subjects = Math.min(pending.subjects, limit ?? Infinity);
  if (!isWaiting && subjects <= (most ?? Infinity)) return which;
  await manager.query(
    `update evaluation_lanes set waiting_since = coalesce(waiting_since, $4), waiting_subjects = $5,
       waiting_largest = coalesce(waiting_largest, $6), waiting_date = $7
     where workspace_id = $1 and automation_id = $2 and time_zone = $3 and released_at is null`,
    [lane.workspaceId, lane.automationId, lane.timeZone, now, subjects, largest, pending.lastDate],
  );
  return 'askedByName';
}

/** After what a person released has been acted on; one that was released since is left for the next run. */
export async function forgetRelease(
  manager: EntityManager,
  lane: Lane,
  { isReleased }: Pick<LaneGuard, 'isReleased'>,
): Promise<true> {
  if (!isReleased) return true;
  await manager.query(
    `update evaluation_lanes set released_at = null
     where workspace_id = $1 and automation_id = $2 and time_zone = $3`,
    [lane.workspaceId, lane.automationId, lane.timeZone],
  );
  return true;
}

/** The subjects that would be acted on, without those asked for by name and the backlog that is skipped anyway. */
async function countPending(
  manager: EntityManager,
  lane: Lane,
  which: WhichMatches,
): Promise<{ subjects: number; lastDate: string | null }> {
  const [row] = await manager.query<{ subjects: number; lastDate: string | null }[]>(
    `select count(distinct m.subject_id)::integer as subjects, max(m.business_date) as "lastDate"
     from matches m
     left join evaluations e on e.workspace_id = $1 and e.automation_id = $2 and e.time_zone = $3
       and e.business_date = m.business_date
     where m.workspace_id = $1 and m.automation_id = $2 and m.time_zone = $3 and m.outcome = 'pending'
       and not m.run_by_operator and ($4 = 'all' or m.late_data) and coalesce(e.kind, '') <> 'backlog'`,
    [lane.workspaceId, lane.automationId, lane.timeZone, which],
  );
  return row ?? { subjects: 0, lastDate: null };
}
