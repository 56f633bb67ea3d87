import type { EntityManager } from 'typeorm';

/**
 * What a change of facts means for a step held back is for its next claim to say, when its automation goes on (S14).
 * One whose time has come keeps it: by that it is late or not (S16).
 */
export async function lookAgainAtHeld(
  manager: EntityManager,
  workspaceId: string,
  journeyIds: readonly string[],
  now: Date,
): Promise<void> {
  if (journeyIds.length === 0) return;
  await manager.query(
    `update deliveries set due_at = $3
     where workspace_id = $1 and journey_id = any ($2) and status = 'due' and held_because is not null
       and due_at > $3`,
    [workspaceId, journeyIds, now],
  );
}
