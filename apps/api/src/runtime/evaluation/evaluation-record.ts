import type { EntityManager } from 'typeorm';
import type { Lane } from './lanes.js';

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
}

/** The dates of a lane that are not done, in order. */
export async function openEvaluations(manager: EntityManager, lane: Lane): Promise<EvaluationRecord[]> {
  return manager.query<EvaluationRecord[]>(
    `select business_date as date, kind, version, at, status, cursor
     from evaluations
     where workspace_id = $1 and automation_id = $2 and time_zone = $3 and status <> 'done'
     order by business_date`,
    [lane.workspaceId, lane.automationId, lane.timeZone],
  );
}

/** What one batch adds to an evaluation's figures. */
export interface Progress {
  cursor: string | null;
  lookedAt: number;
  candidates: number;
  matched: number;
  alreadyEntered: number;
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
  progress: Progress,
): Promise<void> {
  await manager.query(
    `update evaluations set cursor = coalesce($5, cursor), looked_at = looked_at + $6, candidates = candidates + $7,
       matched = matched + $8, already_entered = already_entered + $9, disagreements = disagreements + $10,
       errors = errors + $11, last_error = coalesce($12, last_error), duration_ms = duration_ms + $13
     where workspace_id = $1 and automation_id = $2 and time_zone = $3 and business_date = $4`,
    [
      lane.workspaceId,
      lane.automationId,
      lane.timeZone,
      date,
      progress.cursor,
      progress.lookedAt,
      progress.candidates,
      progress.matched,
      progress.alreadyEntered,
      progress.disagreements,
      progress.errors,
      progress.lastError,
      progress.durationMs,
    ],
  );
}

/** Every subject of the date is decided. */
export async function markDecided(manager: EntityManager, lane: Lane, date: string): Promise<void> {
  await manager.query(
    `update evaluations set status = 'decided'
     where workspace_id = $1 and automation_id = $2 and time_zone = $3 and business_date = $4`,
    [lane.workspaceId, lane.automationId, lane.timeZone, date],
  );
}

/** Every decided date of the lane is acted on. */
export async function markDone(manager: EntityManager, lane: Lane, now: Date): Promise<void> {
  await manager.query(
    `update evaluations set status = 'done', finished_at = $4
     where workspace_id = $1 and automation_id = $2 and time_zone = $3 and status = 'decided'`,
    [lane.workspaceId, lane.automationId, lane.timeZone, now],
  );
}
