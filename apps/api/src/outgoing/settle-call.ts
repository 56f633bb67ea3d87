import type { EntityManager } from 'typeorm';
import { backoffDelay } from '../platform/backoff.js';
import type { ClaimedCall } from './claim-calls.js';
import type { AttemptMade } from './make-call.js';

/** Ten seconds, doubled up to twelve hours: sixteen attempts take two and a half days. */
const BACKOFF = { first: 10_000, longest: 12 * 3_600_000 };
export const MOST_ATTEMPTS = 16;
/** An endpoint whose calls have all failed for so long is switched off. */
export const FAILING_DAYS = 3;
const MILLISECONDS_PER_DAY = 86_400_000;
/** "It is gone, and will not come back." */
const GONE = 410;

export interface Settling {
  workspaceId: string;
  worker: string;
  /** Business time. */
  now: Date;
  /** Asked for by a person: a failure changes nothing of what was to come. */
  byHand: boolean;
}

/** Records how an attempt went, and what becomes of its call and its endpoint, in the caller's transaction. */
export async function settleCall(
  manager: EntityManager,
  settling: Settling,
  call: ClaimedCall,
  made: AttemptMade,
): Promise<void> {
  const { workspaceId, worker, now } = settling;
  const succeeded = made.outcome.kind === 'done';
  const next = nextOf(settling, call, made);
  const rows = await manager.query<unknown[]>(
    `with settled as (
       update outgoing_calls set status = coalesce($4, status), due_at = coalesce($5, due_at),
         claimed_by = null, claimed_until = null
       where workspace_id = $1 and call_id = $2 and claimed_by = $3 and attempts = $6
       returning call_id
     )
     insert into outgoing_attempts (workspace_id, call_id, attempt, at, outcome, status, duration_ms, detail)
     select $1, call_id, $6, $7, $8, $9, $10, $11 from settled
     returning call_id`,
    [
      workspaceId,
      call.callId,
      worker,
      next.status,
      next.dueAt,
      call.attempt,
      now,
      succeeded ? 'done' : 'failed',
      made.status,
      made.durationMs,
      detailOf(made),
    ],
  );
  if (rows.length === 0) return;
  if (succeeded) await noteSuccess(manager, workspaceId, call.endpointId);
  else if (!settling.byHand) await noteFailure(manager, settling, call.endpointId, made);
}

/** What becomes of the call; null: what it was. */
function nextOf(
  { now, byHand }: Settling,
  { attempt, callId }: ClaimedCall,
  { outcome, status }: AttemptMade,
): { status: 'done' | 'failed' | null; dueAt: Date | null } {
  if (outcome.kind === 'done') return { status: 'done', dueAt: null };
  if (byHand) return { status: null, dueAt: null };
  if (attempt >= MOST_ATTEMPTS || status === GONE) return { status: 'failed', dueAt: null };
  const asked = outcome.kind === 'retry' ? outcome.afterSeconds : undefined;
  return { status: null, dueAt: new Date(now.getTime() + backoffDelay(BACKOFF, attempt, callId, asked)) };
}

function detailOf({ outcome }: AttemptMade): string {
  if (outcome.kind !== 'done') return outcome.problem;
  const { answer } = outcome.result;
  return typeof answer === 'string' ? answer : '';
}

async function noteSuccess(manager: EntityManager, workspaceId: string, endpointId: string): Promise<void> {
  await manager.query(
    `update webhook_endpoints set failing_since = null
     where workspace_id = $1 and endpoint_id = $2 and failing_since is not null`,
    [workspaceId, endpointId],
  );
}

async function noteFailure(
  manager: EntityManager,
  { workspaceId, now }: Settling,
  endpointId: string,
  made: AttemptMade,
): Promise<void> {
  const because =
    made.status === GONE
      ? 'The address answered that it is gone for good (410).'
      : `Every call has failed for ${FAILING_DAYS} days. The last one: ${detailOf(made)}`;
  await manager.query(
    `update webhook_endpoints e set failing_since = coalesce(e.failing_since, $3),
       enabled = not ended.isOver and e.enabled,
       disabled_because = case when ended.isOver and e.enabled then $4 else e.disabled_because end
     from (select $5::boolean or coalesce(failing_since <= $6, false) as isOver from webhook_endpoints
           where workspace_id = $1 and endpoint_id = $2) ended
     where e.workspace_id = $1 and e.endpoint_id = $2`,
    [
      workspaceId,
      endpointId,
      now,
      because,
      made.status === GONE,
      new Date(now.getTime() - FAILING_DAYS * MILLISECONDS_PER_DAY),
    ],
  );
}
