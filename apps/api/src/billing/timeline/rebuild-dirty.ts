import type { DataSource, EntityManager } from 'typeorm';
import { writeChanges } from '../apply/record-changes.js';
import { publishEvents } from '../events/publish-events.js';
import { takeDirty } from './dirty-accounts.js';
import { rebuildTimelines } from './rebuild-timelines.js';
import { refreshStatistics } from './refresh-statistics.js';

/** Accounts per transaction: their rows stay locked no longer than others can wait. */
const BATCH = 250;
/** After the first batch the planner is told how large the tables are, then each time after so many times as many. */
const STATISTICS_FACTOR = 4;

/** Rebuilds each dirty account of a workspace once, a batch per transaction; answers how many there were. */
export async function rebuildDirty(
  dataSource: DataSource,
  context: { workspaceId: string; now: Date },
): Promise<number> {
  let rebuilt = 0;
  let batches = 0;
  let statisticsAt = 1;
  for (let after: string | null = null; ;) {
    const accountIds: string[] = await dataSource.transaction((manager) =>
      rebuildNextDirty(manager, context, after),
    );
    rebuilt += accountIds.length;
    batches += 1;
    if (accountIds.length === BATCH && batches === statisticsAt) {
      await refreshStatistics(dataSource);
      statisticsAt *= STATISTICS_FACTOR;
    }
    const last = accountIds.at(-1);
    // At the end once more from the beginning: somebody may have marked accounts that were passed already.
    if (last === undefined && after === null) return rebuilt;
    after = last ?? null;
  }
}

async function rebuildNextDirty(
  manager: EntityManager,
  context: { workspaceId: string; now: Date },
  after: string | null,
): Promise<string[]> {
  const accountIds = await takeDirty(manager, context.workspaceId, { after, limit: BATCH });
  await writeChanges(manager, context, await rebuildTimelines(manager, context, accountIds));
  await publishEvents(manager, context, accountIds);
  return accountIds;
}
