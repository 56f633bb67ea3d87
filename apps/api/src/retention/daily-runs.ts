import type { EntityManager } from 'typeorm';

const MILLISECONDS_PER_DAY = 86_400_000;

/** Workspaces that nobody has cleaned up within a day of business time; whoever is told of one does it. */
export async function claimDailyRuns(manager: EntityManager, now: Date): Promise<string[]> {
  const rows = await manager.query<{ workspaceId: string }[]>(
    `insert into retention_runs (workspace_id, started_at)
     select workspace_id, $1 from workspaces
     on conflict (workspace_id) do update set started_at = excluded.started_at
       where retention_runs.started_at <= $2
     returning workspace_id as "workspaceId"`,
    [now, new Date(now.getTime() - MILLISECONDS_PER_DAY)],
  );
  return rows.map(({ workspaceId }) => workspaceId);
}
