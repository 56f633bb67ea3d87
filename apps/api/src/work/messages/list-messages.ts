import type { Message } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';

export interface ListMessages {
  account: string | undefined;
  /** The last one of the page before. */
  before: { sentAt: Date; delivery: string } | undefined;
  limit: number;
}

/** Messages of a workspace, the latest first. */
export async function listMessages(
  manager: EntityManager,
  workspaceId: string,
  { account, before, limit }: ListMessages,
): Promise<Message[]> {
  const rows = await manager.query<(Omit<Message, 'sentAt'> & { sentAt: Date })[]>(
    `select m.delivery_key as delivery, account.key as account, m.audience, m.recipients, m.subject, m.text, m.html,
       m.transport, m.sent_at as "sentAt"
     from messages m
     join accounts account on account.workspace_id = m.workspace_id and account.account_id = m.account_id
     where m.workspace_id = $1 and ($2::text is null or account.key = $2)
       and ($3::timestamptz is null or (m.sent_at, m.delivery_key) < ($3, $4))
     order by m.sent_at desc, m.delivery_key desc
     limit $5`,
    [workspaceId, account ?? null, before?.sentAt ?? null, before?.delivery ?? null, limit],
  );
  return rows.map((row) => ({ ...row, sentAt: row.sentAt.toISOString() }));
}
