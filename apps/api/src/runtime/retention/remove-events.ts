import type { EntityManager } from 'typeorm';
import { BATCH, type TooOld } from './remove-decisions.js';

/**
 * Removes events that were taken in, with what they came to. Those missed stay until somebody decides; those a workspace
 * sent itself stay too, so that one sent again is still known by its id: only what they came to goes. Decisions are kept for longer than events are published late, so
 * that nothing removed is published again.
 */
export async function removeEvents(manager: EntityManager, { workspaceId, before }: TooOld): Promise<number> {
  const [, events] = await manager.query<[unknown, number]>(
    `delete from billing_events where workspace_id = $1 and event_id in (
       select e.event_id from billing_events e
       where e.workspace_id = $1 and e.at < $2 and e.recorded_at < $2 and e.taken_in_at is not null
         and e.name not like 'custom.%' and ${NOTHING_MISSED}
       limit $3)`,
    [workspaceId, before, BATCH],
  );
  const [, outcomes] = await manager.query<[unknown, number]>(
    `delete from event_outcomes where workspace_id = $1 and (event_id, automation_id, subject_id) in (
       select o.event_id, o.automation_id, o.subject_id
       from billing_events e
       join event_outcomes o on o.workspace_id = e.workspace_id and o.event_id = e.event_id
       where e.workspace_id = $1 and e.at < $2 and e.recorded_at < $2 and e.name like 'custom.%'
         and o.outcome <> 'missed'
       limit $3)`,
    [workspaceId, before, BATCH],
  );
  return events + outcomes;
}

const NOTHING_MISSED = `not exists (
  select from event_outcomes o
  where o.workspace_id = e.workspace_id and o.event_id = e.event_id and o.outcome = 'missed'
)`;
