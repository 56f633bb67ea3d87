import type { EntityManager } from 'typeorm';
import { announce } from '../../platform/notify/announce.js';
import { matchParameters, RECORD_MATCHES, type Match, type MatchOf } from './save-matches.js';

/** What one batch adds to its evaluation besides its matches. */
export interface Progress {
  /** The last subject decided; null: there are no more, the date is decided. */
  cursor: string | null;
  lookedAt: number;
  candidates: number;
  disagreements: number;
  errors: number;
  lastError: string | null;
  durationMs: number;
}

/**
 * Records the matches of one batch and adds its figures to the evaluation, in one statement; the cursor makes a killed
 * run resume behind it.
 */
export async function recordBatch(
  manager: EntityManager,
  of: MatchOf,
  matches: readonly Match[],
  progress: Progress,
): Promise<void> {
  await manager.query(RECORD_BATCH, [
    ...matchParameters(of, matches),
    progress.cursor,
    progress.lookedAt,
    progress.candidates,
    progress.disagreements,
    progress.errors,
    progress.lastError,
    progress.durationMs,
    matches.length,
  ]);
  await announce(manager, of.workspaceId, 'evaluations');
}

const RECORD_BATCH = `
  with recorded as (${RECORD_MATCHES} returning 1)
  update evaluations set cursor = coalesce($9::uuid, cursor), looked_at = looked_at + $10, candidates = candidates + $11,
    disagreements = disagreements + $12, errors = errors + $13, last_error = coalesce($14, last_error),
    duration_ms = duration_ms + $15, matched = matched + recorded.count,
    already_entered = already_entered + $16::integer - recorded.count,
    status = case when $9::uuid is null then 'decided' else status end
  from (select count(*)::integer from recorded) recorded
  where workspace_id = $1 and automation_id = $2 and time_zone = $4 and business_date = $3`;
