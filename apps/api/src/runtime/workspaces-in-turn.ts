/** How work on workspaces goes on, and who hears of what fails. */
export interface TurnOptions {
  /** What is worked on, in words: "Deliveries". */
  what: string;
  /** Asked before each batch. */
  goesOn: () => boolean;
  failed: (error: unknown, workspaceId: string) => void;
}

/**
 * A batch of each workspace in turn until nothing is left, so that none waits for another's backlog; one that fails does
 * not keep the others waiting. A batch says how much it found to do.
 */
export async function workspacesInTurn(
  workspaceIds: readonly string[],
  runBatch: (workspaceId: string) => Promise<number>,
  { what, goesOn, failed }: TurnOptions,
): Promise<void> {
  const failures: unknown[] = [];
  let busy = workspaceIds;
  while (busy.length > 0) {
    const stillBusy: string[] = [];
    for (const workspaceId of busy) {
      if (!goesOn()) return;
      try {
        if ((await runBatch(workspaceId)) > 0) stillBusy.push(workspaceId);
      } catch (error) {
        failed(error, workspaceId);
        failures.push(error);
      }
    }
    busy = stillBusy;
  }
  if (failures.length > 0) throw new AggregateError(failures, `${what} of some workspaces failed.`);
}
