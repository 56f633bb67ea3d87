import type { EntityManager } from 'typeorm';

/** The number of the last change of facts of each account. */
export async function changeNumbers(
  manager: EntityManager,
  workspaceId: string,
  accountIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await manager.query<{ accountId: string; changeNo: number }[]>(
    `select account_id as "accountId", change_no as "changeNo" from accounts
     where workspace_id = $1 and account_id = any ($2)`,
    [workspaceId, accountIds],
  );
  return new Map(rows.map(({ accountId, changeNo }) => [accountId, changeNo]));
}
