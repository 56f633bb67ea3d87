import type {
  WebhookAttempt,
  WebhookCall,
  WebhookCallStatus,
  WebhookCallWithAttempts,
} from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { newId } from '../platform/database/ids.js';
import { messageId } from './make-call.js';
import { bodyOf } from './record-events.js';

interface CallRow extends Omit<WebhookCall, 'createdAt' | 'nextAttemptAt' | 'lastAttempt'> {
  createdAt: Date;
  nextAttemptAt: Date | null;
  lastAttempt: WebhookAttempt | null;
}

const ATTEMPT = (attempt: string): string => `
  jsonb_build_object('attempt', ${attempt}.attempt, 'at', to_char(${attempt}.at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'outcome', ${attempt}.outcome, 'status', ${attempt}.status, 'durationMs', ${attempt}.duration_ms,
    'detail', ${attempt}.detail)`;

const COLUMNS = `
  c.call_id as id, c.event, c.status, c.attempts, c.created_at as "createdAt",
  case when c.status = 'due' and c.claimed_until is null then c.due_at end as "nextAttemptAt",
  (select ${ATTEMPT('a')} from outgoing_attempts a
   where a.workspace_id = c.workspace_id and a.call_id = c.call_id
   order by a.attempt desc limit 1) as "lastAttempt"`;

/** What an endpoint was told, the latest first. */
export async function listCalls(
  manager: EntityManager,
  { workspaceId, endpointId }: { workspaceId: string; endpointId: string },
  { status, before, limit }: { status?: WebhookCallStatus; before: string | undefined; limit: number },
): Promise<WebhookCall[]> {
  const rows = await manager.query<CallRow[]>(
    `select ${COLUMNS} from outgoing_calls c
     where c.workspace_id = $1 and c.endpoint_id = $2 and ($3::text is null or c.status = $3)
       and ($4::uuid is null or c.call_id < $4)
     order by c.call_id desc limit $5`,
    [workspaceId, endpointId, status ?? null, before ?? null, limit],
  );
  return rows.map(toCall);
}

/** One call with its body and every attempt; undefined: the endpoint has none such. */
export async function findCall(
  manager: EntityManager,
  { workspaceId, endpointId, callId }: { workspaceId: string; endpointId: string; callId: string },
): Promise<WebhookCallWithAttempts | undefined> {
  const [row] = await manager.query<(CallRow & { body: string; history: WebhookAttempt[] })[]>(
    `select ${COLUMNS}, c.body,
       coalesce((select jsonb_agg(${ATTEMPT('a')} order by a.attempt) from outgoing_attempts a
                 where a.workspace_id = c.workspace_id and a.call_id = c.call_id), '[]') as history
     from outgoing_calls c
     where c.workspace_id = $1 and c.endpoint_id = $2 and c.call_id = $3`,
    [workspaceId, endpointId, callId],
  );
  return row && { ...toCall(row), messageId: messageId(callId), body: row.body, history: row.history };
}

/** A call that says nothing but that it came: made once, by hand. Returns its id. */
export async function insertTestCall(
  manager: EntityManager,
  { workspaceId, endpointId }: { workspaceId: string; endpointId: string },
  now: Date,
): Promise<string> {
  const callId = newId();
  await manager.query(
    `insert into outgoing_calls (workspace_id, call_id, endpoint_id, event, event_key, body, status, due_at, created_at)
     values ($1, $2, $3, 'test', $4, $5, 'failed', $6, $6)`,
    [workspaceId, callId, endpointId, `test/${callId}`, bodyOf('test', now, {}), now],
  );
  return callId;
}

function toCall({
  id,
  event,
  status,
  attempts,
  createdAt,
  nextAttemptAt,
  lastAttempt,
}: CallRow): WebhookCall {
  return {
    ...{ id, event, status, attempts, lastAttempt },
    createdAt: createdAt.toISOString(),
    nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
  };
}
