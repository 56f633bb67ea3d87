import type { Counts } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { onlyRow } from '../../platform/must.js';
import { countAttention } from '../../work/attention/list-attention.js';
import { countTasks } from '../../work/tasks/count-tasks.js';

type PlainCounts = Omit<Counts, 'openTasks' | 'attention'>;

/** The figures beside the navigation, at an instant of business time; each is the length of its list. */
export async function readCounts(manager: EntityManager, workspaceId: string, now: Date): Promise<Counts> {
  const rows = await manager.query<PlainCounts[]>(
    `select
       (select count(*) from account_timeline
        where workspace_id = $1 and overdue > 0 and tstzrange(from_at, to_at) @> $2::timestamptz)::integer
         as "pastDueAccounts",
       (select count(*) from holds
        where workspace_id = $1 and until_at > $2 and (lifted_at is null or lifted_at > $2))::integer as "openHolds",
       (select count(*) from automations where workspace_id = $1 and status = 'live')::integer as "liveAutomations",
       (select count(*) from matches where workspace_id = $1 and outcome = 'missed')::integer as missed`,
    [workspaceId, now],
  );
  const { due } = await countTasks(manager, { workspaceId, at: now });
  return {
    ...onlyRow(rows),
    openTasks: due.overdue + due.today + due.later,
    attention: await countAttention(manager, { workspaceId, now }),
  };
}
