import type { EntityManager } from 'typeorm';
import { announce } from '../../platform/notify/announce.js';
import { publishEvents } from '../events/publish-events.js';
import { instantText } from '../facts/rows.js';
import { markDirty } from '../timeline/dirty-accounts.js';
import { rebuildTimelines } from '../timeline/rebuild-timelines.js';
import type { ApplyContext } from './apply-context.js';
import type { ChangedAccounts } from './changed-accounts.js';

/**
 * Ends a write: brings the timelines of the accounts it touched up to date (or notes that they are not), records, per
 * account, that facts changed and from which instant (S10, S13), and publishes what has happened.
 */
export async function recordChanges(
  manager: EntityManager,
  context: Pick<ApplyContext, 'workspaceId' | 'now' | 'timelinesLater' | 'collected' | 'assumed'>,
  changed: ChangedAccounts,
): Promise<void> {
  if (context.collected) {
    context.collected.noteAll(changed);
    return;
  }
  const movingMoney = changed.movingMoney();
  if (context.timelinesLater) {
    await markDirty(manager, context.workspaceId, movingMoney);
  } else {
    const rebuilt = await rebuildTimelines(manager, context, movingMoney);
    for (const [accountId, earliestAt] of rebuilt) changed.note(accountId, { earliestAt, movesMoney: false });
  }
  const earliest = changed.earliest();
  await writeChanges(manager, context, earliest);
  if (!context.assumed) await publishEvents(manager, context, [...earliest.keys()]);
}

/** Raises `change_no` of locked accounts and writes what must be read again, and from which instant. */
export async function writeChanges(
  manager: EntityManager,
  { workspaceId, now }: { workspaceId: string; now: Date },
  earliest: ReadonlyMap<string, number>,
): Promise<void> {
  if (earliest.size === 0) return;
  await manager.query(
    `with changed as (
       select * from unnest($2::uuid[], $3::timestamptz[]) as changed(account_id, earliest_at)
     ), numbered as (
       update accounts set change_no = change_no + 1
       from changed
       where accounts.workspace_id = $1 and accounts.account_id = changed.account_id
       returning accounts.account_id, accounts.change_no, changed.earliest_at
     )
     insert into account_changes (workspace_id, account_id, change_no, recorded_at, earliest_at, late_data_checked)
     select $1, account_id, change_no, $4::timestamptz, earliest_at, earliest_at >= $4::timestamptz from numbered`,
    [workspaceId, [...earliest.keys()], [...earliest.values()].map(instantText), now.toISOString()],
  );
  await announce(manager, workspaceId, 'accounts');
}
