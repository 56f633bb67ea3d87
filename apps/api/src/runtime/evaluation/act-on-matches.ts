import type { DataSource } from 'typeorm';
import type { ReadyVersion } from '../decide/versions-in-workspace.js';
import { ActingBatch } from './acting-batch.js';
import type { RunTimes } from './decide-date.js';
import { renewLane, type LaneLease } from './lanes.js';
import { pendingMatches, type PendingPage, type WhichMatches } from './pending-matches.js';
import { settleMatches } from './settle-matches.js';

/** How many subjects one transaction acts on. */
export const ACT_BATCH = 500;

/** Acts on the pending matches of a lane, batch by batch (S10). Returns false when the lease was lost. */
export async function actOnMatches(
  dataSource: DataSource,
  lease: LaneLease,
  { versions, which }: { versions: ReadonlyMap<number, ReadyVersion>; which: WhichMatches },
  { now, machineNow }: RunTimes,
): Promise<boolean> {
  let after: string | null = null;
  for (;;) {
    const page: PendingPage | null = await dataSource.transaction(async (manager) => {
      if (!(await renewLane(manager, lease, machineNow(), 'durable'))) return null;
      const pending = await pendingMatches(manager, lease, { which, after, subjects: ACT_BATCH });
      if (pending.matches.length > 0) {
        const acted = await new ActingBatch(manager, lease, versions, now).run(pending.matches);
        await settleMatches(manager, lease, acted);
      }
      return pending;
    });
    if (page === null) return false;
    if (page.last === null) return true;
    after = page.last;
  }
}
