import type { EntityManager } from 'typeorm';
import { showToOperator, type ForOperator } from './write-deliveries.js';

/** How long a provider that has taken a command may keep its outcome to itself, in milliseconds of business time. */
export const OUTCOME_WITHIN = 14 * 24 * 3_600_000;

const PROBLEM =
  'The provider took this 14 days ago and has not told what became of it. Ask it, then confirm or skip it, or try again.';

type Row = ForOperator['delivery'] & { underWay: boolean };

/** Shows operators the commands whose outcome has not come in time, and returns how many these are. */
export async function listOverdueOutcomes(
  manager: EntityManager,
  { workspaceId, now, limit }: { workspaceId: string; now: Date; limit: number },
): Promise<number> {
  const rows = await manager.query<Row[]>(
    `select d.key, d.journey_id as "journeyId", d.step_id as step, d.occurrence, j.state,
       j.status = 'underWay' as "underWay"
     from deliveries d
     join journeys j on j.workspace_id = d.workspace_id and j.journey_id = d.journey_id
     join automations a on a.workspace_id = d.workspace_id and a.automation_id = d.automation_id
     where d.workspace_id = $1 and d.status = 'accepted' and d.due_at <= $2
     order by d.due_at, d.key limit $3
     for no key update of j skip locked
     for update of d skip locked
     for share of a skip locked`,
    [workspaceId, now, limit],
  );
  const waiting = rows.filter(({ underWay }) => underWay);
  await showToOperator(
    manager,
    workspaceId,
    { code: 'outcomeOverdue', deliveries: waiting.map((delivery) => ({ delivery, problem: PROBLEM })) },
    now,
  );
  // No journey waits for these any more, but whether they were had is still not known.
  await manager.query(
    `update deliveries set status = 'needsAttention', problem_code = 'outcomeOverdue', problem = $3
     where workspace_id = $1 and key = any ($2)`,
    [workspaceId, rows.filter(({ underWay }) => !underWay).map(({ key }) => key), PROBLEM],
  );
  return rows.length;
}
