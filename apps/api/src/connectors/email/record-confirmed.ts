import type { EntityManager } from 'typeorm';

/**
 * Keeps the uncertain messages among deliveries as sent, when an operator says that they arrived (S15): from then on
 * they are messages like any other, at the time of their last attempt. Call it while they are still uncertain.
 */
export async function recordConfirmed(
  manager: EntityManager,
  workspaceId: string,
  keys: readonly string[],
): Promise<void> {
  await manager.query(
    `insert into messages (workspace_id, delivery_key, account_id, audience, recipients, subject, text, html, transport,
       sent_at)
     select d.workspace_id, d.key, d.account_id, case d.kind when 'emailTeam' then 'team' else 'customer' end,
       array(select jsonb_array_elements_text(d.payload -> 'to')), d.payload ->> 'subject', d.payload ->> 'text',
       d.payload ->> 'html', 'confirmed', attempt.at
     from deliveries d
     join lateral (
       select max(a.at) as at from delivery_attempts a where a.workspace_id = d.workspace_id and a.key = d.key
     ) attempt on attempt.at is not null
     where d.workspace_id = $1 and d.key = any ($2) and d.kind in ('emailCustomer', 'emailTeam')
       and d.status = 'uncertain'
     on conflict do nothing`,
    [workspaceId, keys],
  );
}
