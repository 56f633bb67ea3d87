import type { Clock } from '../platform/clock/clock.js';
import type { Log } from '../platform/logging/log.js';

/** How long one run goes on, so that the minute's other work gets its turn however much is due. */
const RUN_FOR = 45_000;

/** Work that is done in batches, a workspace each. */
export interface BatchedWork {
  /** What is worked on, in words: "Deliveries". */
  what: string;
  /** Where there is something to do at a business now. */
  workspaces: (now: Date) => Promise<readonly string[]>;
  /** Does a batch and says how much it found to do. */
  runBatch: (workspaceId: string, businessNow: () => Promise<Date>) => Promise<number>;
  isStopping: () => boolean;
}

/**
 * A batch of each workspace in turn until nothing is left or the time is over, so that none waits for another's backlog;
 * one that fails does not keep the others waiting.
 */
export async function workspacesInTurn(
  { clock, log }: { clock: Clock; log: Log },
  { what, workspaces, runBatch, isStopping }: BatchedWork,
): Promise<void> {
  const end = clock.machineNow().getTime() + RUN_FOR;
  const businessNow = (): Promise<Date> => clock.businessNow();
  const failures: unknown[] = [];
  let busy = await workspaces(await businessNow());
  while (busy.length > 0) {
    const stillBusy: string[] = [];
    for (const workspaceId of busy) {
      if (isStopping() || clock.machineNow().getTime() >= end) return;
      try {
        if ((await runBatch(workspaceId, businessNow)) > 0) stillBusy.push(workspaceId);
      } catch (error) {
        log.error(`${what} of a workspace failed.`, error, { workspaceId });
        failures.push(error);
      }
    }
    busy = stillBusy;
  }
  if (failures.length > 0) throw new AggregateError(failures, `${what} of some workspaces failed.`);
}
