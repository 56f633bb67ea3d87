import type { TaskCounts } from '@dunwell/contract';
import { render, sql } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { accountStanding } from '../../billing/billing-reader.js';
import { onlyRow } from '../../platform/must.js';

interface CountRow {
  overdue: number;
  today: number;
  later: number;
  unassigned: number;
  snoozed: number;
}

/** How many open tasks the list has under each of its filters, each by the date of its account. */
export async function countTasks(
  manager: EntityManager,
  { workspaceId, at }: { workspaceId: string; at: Date },
): Promise<TaskCounts> {
  const standing = accountStanding(at.getTime());
  const { text, values } = render(sql`
    select count(*) filter (where open and due_on < today)::integer as overdue,
      count(*) filter (where open and due_on = today)::integer as today,
      count(*) filter (where open and due_on > today)::integer as later,
      count(*) filter (where open and assignee is null)::integer as unassigned,
      count(*) filter (where not open)::integer as snoozed
    from (
      select t.due_on, t.assignee, ${standing.today} as today,
        coalesce(t.snoozed_until <= ${standing.today}, true) as open
      from tasks t
      join accounts account on account.workspace_id = t.workspace_id and account.account_id = t.account_id
      ${standing.joins}
      where t.workspace_id = ${workspaceId}::uuid and t.status = 'open'
    ) task`);
  const { overdue, today, later, unassigned, snoozed } = onlyRow(
    await manager.query<CountRow[]>(text, values),
  );
  return { due: { overdue, today, later }, unassigned, snoozed };
}
