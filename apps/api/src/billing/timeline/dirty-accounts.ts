import type { EntityManager } from 'typeorm';

/** Notes that the timelines of accounts no longer say what their facts say. */
export async function markDirty(
  manager: EntityManager,
  workspaceId: string,
  accountIds: readonly string[],
): Promise<void> {
  if (accountIds.length === 0) return;
  await manager.query(
    `insert into dirty_accounts (workspace_id, account_id)
     select $1, account_id from unnest($2::uuid[]) as touched(account_id) order by account_id
     on conflict do nothing`,
    [workspaceId, accountIds],
  );
}

/**
 * Takes the next dirty accounts after one in the order of ids, locked, off the list. Whoever comes second waits for the
 * locks and takes what was marked again meanwhile, most often nothing.
 */
export async function takeDirty(
  manager: EntityManager,
  workspaceId: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const candidates = await manager.query<{ account_id: string }[]>(
    `select account_id from dirty_accounts
     where workspace_id = $1 and ($2::uuid is null or account_id > $2) order by account_id limit $3`,
    [workspaceId, after, limit],
  );
  const ids = candidates.map((row) => row.account_id);
  if (ids.length === 0) return [];
  await manager.query(
    `select from accounts where workspace_id = $1 and account_id = any($2::uuid[]) order by account_id for no key update`,
    [workspaceId, ids],
  );
  await manager.query('delete from dirty_accounts where workspace_id = $1 and account_id = any($2::uuid[])', [
    workspaceId,
    ids,
  ]);
  return ids;
}
