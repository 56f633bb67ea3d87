import type { DataSource, EntityManager } from 'typeorm';
import { writeChanges } from '../apply/record-changes.js';
import { takeDirty } from './dirty-accounts.js';
import { rebuildTimelines } from './rebuild-timelines.js';

/** Accounts per transaction: their rows stay locked no longer than others can wait. */
const BATCH = 200;

/** Rebuilds each dirty account of a workspace once, a batch per transaction; answers how many there were. */
export async function rebuildDirty(
  dataSource: DataSource,
  context: { workspaceId: string; now: Date },
): Promise<number> {
  let rebuilt = 0;
  for (;;) {
    const done = await dataSource.transaction((manager) => rebuildNextDirty(manager, context));
    rebuilt += done;
    if (!(await anyDirty(dataSource.manager, context.workspaceId))) return rebuilt;
  }
}

async function rebuildNextDirty(
  manager: EntityManager,
  context: { workspaceId: string; now: Date },
): Promise<number> {
  const accountIds = await takeDirty(manager, context.workspaceId, BATCH);
  await writeChanges(manager, context, await rebuildTimelines(manager, context, accountIds));
  return accountIds.length;
}

async function anyDirty(manager: EntityManager, workspaceId: string): Promise<boolean> {
  const rows = await manager.query<unknown[]>(
    'select 1 from dirty_accounts where workspace_id = $1 limit 1',
    [workspaceId],
  );
  return rows.length > 0;
}
