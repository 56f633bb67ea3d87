import type { Instant } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';

/** When streaks end as the timelines stand, by id; those without an end are not in it. */
export async function streakEnds(
  manager: EntityManager,
  workspaceId: string,
  streakIds: readonly string[],
): Promise<Map<string, Instant>> {
  if (streakIds.length === 0) return new Map();
  const rows = await manager.query<{ streak_id: string; ended_at: Date }[]>(
    `select streak_id, ended_at from streaks
     where workspace_id = $1 and streak_id = any($2::uuid[]) and ended_at is not null`,
    [workspaceId, streakIds],
  );
  return new Map(rows.map(({ streak_id, ended_at }) => [streak_id, ended_at.getTime()]));
}
