import type { EntityManager } from 'typeorm';
import { MESSAGE_KINDS } from '../deliveries/contact-places.js';
import { lookAgainAtCapped } from '../deliveries/look-again-at-capped.js';
import { tellExited } from '../tell/tell-journeys.js';

/** Ends every journey of an automation that is archived, and what they have not had yet (S16). */
export async function stopJourneys(
  manager: EntityManager,
  workspaceId: string,
  automationId: string,
  now: Date,
): Promise<void> {
  const stopped = await manager.query<{ id: string; tried: string | null }[]>(
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
       returning d.journey_id, d.account_id, d.kind, d.attempts
     )
     select s.journey_id as id, tried.account_id as tried from stopped s
     left join (
       select distinct journey_id, account_id from not_had where kind = any ($4) and attempts > 0
     ) tried on tried.journey_id = s.journey_id`,
    [workspaceId, automationId, now, MESSAGE_KINDS],
  );
  // A message that was to be tried again keeps no place under the contact cap (S14).
  await lookAgainAtCapped(
    manager,
    workspaceId,
    stopped.flatMap(({ tried }) => tried ?? []),
    now,
  );
  await tellExited(
    manager,
    workspaceId,
    stopped.map(({ id }) => id),
    now,
  );
}
