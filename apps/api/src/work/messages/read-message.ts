import type { MessageAttempt, MessageWithContent } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { listMessages } from './list-messages.js';

/** One message with what it says and how it went, or null. */
export async function readMessage(
  manager: EntityManager,
  context: { workspaceId: string; now: Date },
  delivery: string,
): Promise<MessageWithContent | null> {
  const [message] = await listMessages(manager, context, { delivery, limit: 1 });
  if (message === undefined) return null;
  const rows = await manager.query<(Omit<MessageAttempt, 'at'> & { at: Date })[]>(
    `select attempt, at, coalesce(outcome, 'underWay') as outcome, detail from delivery_attempts
     where workspace_id = $1 and key = $2 order by attempt`,
    [context.workspaceId, delivery],
  );
  return { ...message, attemptsMade: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
}
