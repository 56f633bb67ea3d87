import type { EntityManager } from 'typeorm';
import { lockAccounts } from './lock-accounts.js';

/**
 * Places under the contact cap may have come back: what waits for one on these accounts is for its next claim to say
 * (S14). A claim either has committed and is seen here, or waits for this commit and then finds the places; what it has
 * locked is left to it.
 */
export async function lookAgainAtCapped(
  manager: EntityManager,
  workspaceId: string,
  accountIds: readonly string[],
  now: Date,
): Promise<void> {
  if (accountIds.length === 0) return;
  await lockAccounts(manager, workspaceId, accountIds);
  await manager.query(
    `with waiting as (
       select key from deliveries
       where workspace_id = $1 and account_id = any ($2) and status = 'due' and held_because = 'contactCap'
         and due_at > $3
       for update skip locked
     )
     update deliveries d set due_at = $3 from waiting where d.workspace_id = $1 and d.key = waiting.key`,
    [workspaceId, accountIds, now],
  );
}
