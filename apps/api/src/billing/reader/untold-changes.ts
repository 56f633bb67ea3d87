import type { EntityManager } from 'typeorm';

/** Commits that changed an account's facts and that nobody has told its journeys of (S13). */
export interface UntoldChange {
  accountId: string;
  /** The last of the account's commits that this stands for. */
  changeNo: number;
}

/** SQL that says whether a workspace has any such changes. */
export const hasUntoldChanges = (workspaceId: string): string =>
  `exists (select from account_changes change where change.workspace_id = ${workspaceId} and not change.journeys_told)`;

/**
 * Takes changes that journeys are to be told of, each account once, and marks them as told: whoever calls tells them in
 * the same transaction. What somebody else is telling is skipped.
 */
export async function takeUntoldChanges(
  manager: EntityManager,
  workspaceId: string,
  limit: number,
): Promise<UntoldChange[]> {
  return manager.query<UntoldChange[]>(
    `with untold as materialized (
       select account_id, change_no from account_changes
       where workspace_id = $1 and not journeys_told
       order by account_id, change_no
       limit $2
       for update skip locked
     ), told as (
       update account_changes change set journeys_told = true
       from untold
       where change.workspace_id = $1 and change.account_id = untold.account_id and change.change_no = untold.change_no
     )
     select account_id as "accountId", max(change_no) as "changeNo" from untold group by account_id`,
    [workspaceId, limit],
  );
}
