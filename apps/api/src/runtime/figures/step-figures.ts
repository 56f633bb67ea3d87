import type { StepFigure } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';

/**
 * What stands at each step of an automation, whatever its version, and what became of its deliveries since an instant.
 * A journey stands at one step; a delivery that failed went by `onFailure`.
 */
export async function stepFigures(
  manager: EntityManager,
  { workspaceId, automationId, since }: { workspaceId: string; automationId: string; since: Date },
): Promise<StepFigure[]> {
  return manager.query<StepFigure[]>(
    `select step, sum(waiting)::integer as waiting, count(*) filter (where held)::integer as "heldBack",
       count(*) filter (where attention)::integer as "needsAttention", sum(done)::integer as done,
       sum(failed)::integer as failed
     from (
       select j.state ->> 'step' as step, 1 as waiting,
         d.status = 'due' and d.held_because is not null as held,
         d.status in ('needsAttention', 'uncertain') as attention, 0 as done, 0 as failed
       from journeys j
       left join deliveries d on d.workspace_id = j.workspace_id and d.journey_id = j.journey_id
         and d.step_id = j.state ->> 'step' and d.status not in ('done', 'failed', 'ended')
       where j.workspace_id = $1 and j.automation_id = $2 and j.status = 'underWay'
       union all
       select d.step_id, 0, false, false, (d.status = 'done')::integer, (d.status = 'failed')::integer
       from deliveries d
       where d.workspace_id = $1 and d.automation_id = $2 and d.finished_at >= $3 and d.status in ('done', 'failed')
     ) steps
     group by step order by step`,
    [workspaceId, automationId, since],
  );
}
