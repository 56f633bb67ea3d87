import type { Evaluation } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';

interface Row extends Omit<Evaluation, 'at' | 'startedAt' | 'status' | 'automationId'> {
  status: 'due' | 'decided' | 'done';
  kind: Evaluation['kind'];
  at: Date;
  startedAt: Date;
}

/** Evaluations of an automation, newest date first, then by zone; of one date, or after a date and zone. */
export async function listEvaluations(
  manager: EntityManager,
  workspaceId: string,
  automationId: string,
  filter: { date?: string; after?: { date: string; timeZone: string }; limit: number },
): Promise<Evaluation[]> {
  const rows = await manager.query<Row[]>(
    `select business_date as date, time_zone as "timeZone", kind, version, at, status, gap_from as "gapFrom",
       looked_at as "lookedAt", candidates, matched, already_entered as "alreadyEntered", entered,
       ended_before_acting as "endedBeforeActing", missed, held_back as "heldBack", errors, disagreements,
       last_error as "lastError", proposed_at as "startedAt", duration_ms as "durationMs"
     from evaluations
     where workspace_id = $1 and automation_id = $2 and ($3::date is null or business_date = $3)
       and ($4::date is null or (business_date, time_zone) < ($4, $5))
     order by business_date desc, time_zone desc limit $6`,
    [
      workspaceId,
      automationId,
      filter.date ?? null,
      filter.after?.date ?? null,
      filter.after?.timeZone ?? null,
      filter.limit,
    ],
  );
  return rows.map((row) => ({
    ...row,
    automationId,
    status: row.status === 'done' ? 'finished' : 'running',
    at: row.at.toISOString(),
    startedAt: row.startedAt.toISOString(),
    durationMs: row.status === 'done' ? row.durationMs : null,
  }));
}
