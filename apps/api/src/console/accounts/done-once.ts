import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { conflict } from '../../platform/http/app-error.js';
import { onlyRow } from '../../platform/must.js';

export interface OnceRequest {
  workspaceId: string;
  requestId: string;
  /** As it was sent; the same id with another one is refused. */
  request: object;
  /** Business now. */
  now: Date;
}

/** Does something once per request id, in the caller's transaction; sent again, it answers what it answered then. */
export async function doneOnce<Answer extends object>(
  manager: EntityManager,
  { workspaceId, requestId, request, now }: OnceRequest,
  work: () => Promise<Answer>,
): Promise<Answer> {
  // Whoever comes second waits here until the first is committed, or takes over where it was rolled back.
  const inserted = await manager.query<object[]>(
    `insert into bulk_actions (workspace_id, request_id, request, done_at) values ($1, $2, $3, $4)
     on conflict do nothing returning request_id`,
    [workspaceId, requestId, JSON.stringify(request), now],
  );
  if (inserted.length === 0) return answerGiven(manager, { workspaceId, requestId, request });
  const answer = await work();
  await manager.query(`update bulk_actions set answer = $3 where workspace_id = $1 and request_id = $2`, [
    workspaceId,
    requestId,
    JSON.stringify(answer),
  ]);
  return answer;
}

async function answerGiven<Answer extends object>(
  manager: EntityManager,
  { workspaceId, requestId, request }: Omit<OnceRequest, 'now'>,
): Promise<Answer> {
  const done = onlyRow(
    await manager.query<{ request: object; answer: Answer }[]>(
      `select request, answer from bulk_actions where workspace_id = $1 and request_id = $2`,
      [workspaceId, requestId],
    ),
  );
  if (isDeepStrictEqual(done.request, JSON.parse(JSON.stringify(request)))) return done.answer;
  throw conflict(
    'otherRequest',
    'Another request was sent with this requestId. Send this one with an id of its own.',
  );
}
