import type { EntityManager } from 'typeorm';
import { announce } from '../../platform/notify/announce.js';
import type { DoneDelivery } from '../connector.js';
import type { Email } from './email.js';
import type { Sent } from './mail-transport.js';

export type Audience = 'customer' | 'team';

/** Keeps a message as it was sent, with those whom the mail server took it for. */
export async function recordMessage(
  manager: EntityManager,
  audience: Audience,
  delivery: DoneDelivery,
): Promise<void> {
  const { subject, text, html } = delivery.payload as unknown as Email;
  const { transport, accepted } = delivery.result as unknown as Sent;
  await manager.query(
    `insert into messages (workspace_id, delivery_key, account_id, audience, recipients, subject, text, html,
       transport, sent_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict do nothing`,
    [
      delivery.workspaceId,
      delivery.key,
      delivery.accountId,
      audience,
      accepted,
      subject,
      text,
      html,
      transport,
      delivery.now,
    ],
  );
  await announce(manager, delivery.workspaceId, 'messages');
}
