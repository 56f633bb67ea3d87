import type { EntityManager } from 'typeorm';

/** Ends every journey of an automation that is archived, and what they have not had yet (S16). */
export async function stopJourneys(
  manager: EntityManager,
  workspaceId: string,
  automationId: string,
  now: Date,
): Promise<void> {
  await manager.query(
    `with stopped as (
       update journeys set status = 'ended', ended_because = 'The automation was archived.', ended_at = $3,
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
     )
     update deliveries d set status = 'ended', finished_at = $3, held_because = null, held_since = null
     from stopped s
     where d.workspace_id = $1 and d.journey_id = s.journey_id and d.status in ('due', 'needsAttention')`,
    [workspaceId, automationId, now],
  );
}
