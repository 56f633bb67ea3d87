import type { EntityManager } from 'typeorm';
import { tellExited } from '../tell/tell-journeys.js';

/** Ends every journey of an automation that is archived, and what they have not had yet (S16). */
export async function stopJourneys(
  manager: EntityManager,
  workspaceId: string,
  automationId: string,
  now: Date,
): Promise<void> {
  const stopped = await manager.query<{ id: string }[]>(
    `with stopped as (
       update journeys set status = 'ended', ended_because = 'The automation was archived.', ended_at = $3,
         look_at = null,
         state = state || '{"waiting": null, "ended": {"kind": "stopped", "by": "archive"}}'
       where workspace_id = $1 and automation_id = $2 and status = 'underWay'
       returning journey_id
     ), told as (
       insert into journey_events (workspace_id, journey_id, position, at, kind, detail)
       select $1, s.journey_id,
         coalesce((select max(e.position) + 1 from journey_events e
                   where e.workspace_id = $1 and e.journey_id = s.journey_id), 0),
         $3, 'ended', '{"end": {"kind": "stopped", "by": "archive"}}'
       from stopped s
     ), not_had as (
       update deliveries d set status = 'ended', finished_at = $3, held_because = null, held_since = null
       from stopped s
       where d.workspace_id = $1 and d.journey_id = s.journey_id and d.status in ('due', 'needsAttention')
     )
     select journey_id as id from stopped`,
    [workspaceId, automationId, now],
  );
  await tellExited(
    manager,
    workspaceId,
    stopped.map(({ id }) => id),
    now,
  );
}
