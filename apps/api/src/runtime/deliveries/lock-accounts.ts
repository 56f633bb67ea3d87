import type { EntityManager } from 'typeorm';

/** Accounts locked for this transaction. */
export interface LockedAccounts {
  /** The number of the last change of facts of each. */
  changeNos: Map<string, number>;
  /** When, in business time, the latest of these changes was written; null: none ever was. */
  lastChangeAt: Date | null;
}

/** Locks accounts in the order of their ids, as billing writes do (S13), and tells their last changes of facts. */
export async function lockAccounts(
  manager: EntityManager,
  workspaceId: string,
  accountIds: readonly string[],
): Promise<LockedAccounts> {
  const rows = await manager.query<{ accountId: string; changeNo: number }[]>(
    `select account_id as "accountId", change_no as "changeNo" from accounts
     where workspace_id = $1 and account_id = any ($2) order by account_id for no key update`,
    [workspaceId, [...new Set(accountIds)]],
  );
  const [last] = await manager.query<{ at: Date | null }[]>(
    `select max(change.recorded_at) as at
     from jsonb_to_recordset($2::jsonb) account("accountId" uuid, "changeNo" bigint)
     join account_changes change on change.workspace_id = $1 and change.account_id = account."accountId"
       and change.change_no = account."changeNo"`,
    [workspaceId, JSON.stringify(rows)],
  );
  return {
    changeNos: new Map(rows.map(({ accountId, changeNo }) => [accountId, changeNo])),
    lastChangeAt: last?.at ?? null,
  };
}

/**
 * The instant at which facts under these locks are fresh: business now as told once the locks are had, and never before
 * a change that has been written, however far the clocks of two machines are apart (S13).
 */
export function freshInstant({ lastChangeAt }: LockedAccounts, businessNow: Date): Date {
  return lastChangeAt !== null && lastChangeAt > businessNow ? lastChangeAt : businessNow;
}
