import type { Instant } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { onlyRow } from '../../platform/must.js';

/** Writes that took effect in the past: dates already evaluated from `earliestAt` on are to be looked at again (S10). */
export interface LateChange {
  accountId: string;
  earliestAt: Instant;
  /** The last of the account's commits that this stands for. */
  changeNo: number;
}

/** Whether anything written is still to be worked in: timelines to be finished or late changes to be looked at. */
export async function hasUnfinishedWrites(manager: EntityManager, workspaceId: string): Promise<boolean> {
  const rows = await manager.query<{ unfinished: boolean }[]>(
    `select exists (select from dirty_accounts where workspace_id = $1)
       or exists (select from account_changes where workspace_id = $1 and not late_data_checked) as unfinished`,
    [workspaceId],
  );
  return onlyRow(rows).unfinished;
}

/**
 * The accounts whose late changes nobody has looked at yet, each once, in the order of their ids; without those whom an
 * import is just creating, since its size decides what they are (S12).
 */
export async function lateChanges(
  manager: EntityManager,
  workspaceId: string,
  limit: number,
): Promise<LateChange[]> {
  const rows = await manager.query<{ account_id: string; earliest_at: Date; change_no: number }[]>(
    `select account_id, min(earliest_at) as earliest_at, max(change_no) as change_no
     from account_changes change
     where workspace_id = $1 and not late_data_checked and not exists (
       select from accounts
       join imports using (workspace_id, import_id)
       where accounts.workspace_id = change.workspace_id and accounts.account_id = change.account_id
         and imports.status = 'running'
     )
     group by account_id
     order by account_id
     limit $2`,
    [workspaceId, limit],
  );
  return rows.map((row) => ({
    accountId: row.account_id,
    earliestAt: instantOf(row.earliest_at),
    changeNo: row.change_no,
  }));
}

/** Marks what was looked at, in the transaction that recorded the outcome; commits that came since stay. */
export async function markLateChangesChecked(
  manager: EntityManager,
  workspaceId: string,
  changes: readonly LateChange[],
): Promise<void> {
  await manager.query(
    `update account_changes change
     set late_data_checked = true
     from unnest($2::uuid[], $3::bigint[]) as checked (account_id, change_no)
     where change.workspace_id = $1 and change.account_id = checked.account_id
       and change.change_no <= checked.change_no and not change.late_data_checked`,
    [workspaceId, changes.map(({ accountId }) => accountId), changes.map(({ changeNo }) => changeNo)],
  );
}

/** A correction of what held always comes as -infinity, which the driver reads as that number. */
const instantOf = (at: Date | number): Instant => (typeof at === 'number' ? at : at.getTime());
