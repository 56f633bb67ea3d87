import type { WorkCounts } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { onlyRow } from '../platform/must.js';
import { countAttention } from './attention/list-attention.js';
import { countTasks } from './tasks/count-tasks.js';

/** What the navigation shows beside its entries. */
export async function countWork(
  manager: EntityManager,
  { workspaceId, now }: { workspaceId: string; now: Date },
): Promise<WorkCounts> {
  const rows = await manager.query<Pick<WorkCounts, 'holds' | 'automations' | 'missed'>[]>(
    `select
       (select count(*)::integer from holds
        where workspace_id = $1 and from_at <= $2 and until_at > $2 and coalesce(lifted_at > $2, true)) as holds,
       (select count(*)::integer from automations where workspace_id = $1 and status = 'live') as automations,
       (select count(*)::integer from matches where workspace_id = $1 and outcome = 'missed') as missed`,
    [workspaceId, now],
  );
  const { due } = await countTasks(manager, { workspaceId, at: now });
  return {
    ...onlyRow(rows),
    tasks: due.overdue + due.today,
    attention: await countAttention(manager, { workspaceId, now }),
  };
}
