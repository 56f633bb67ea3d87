import type { EntityManager } from 'typeorm';

/** So many calls go in one transaction. */
export const REMOVE_BATCH = 1_000;

/** Removes calls that are older, with their attempts, a batch at a time; what still waits stays. Returns how many. */
export async function removeCalls(
  manager: EntityManager,
  { workspaceId, before }: { workspaceId: string; before: Date },
): Promise<number> {
  const [, rows] = await manager.query<[unknown, number]>(
    `delete from outgoing_calls where workspace_id = $1 and call_id in (
       select call_id from outgoing_calls
       where workspace_id = $1 and created_at < $2 and status <> 'due'
       order by created_at limit $3)`,
    [workspaceId, before, REMOVE_BATCH],
  );
  return rows;
}
