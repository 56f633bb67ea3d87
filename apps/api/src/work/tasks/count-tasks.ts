import type { TaskCounts } from '@dunwell/contract';
import { render, sql } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { instantSql, localDate } from '../../billing/billing-reader.js';
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
  const { text, values } = render(sql`
    select count(*) filter (where open and due_on < today)::integer as overdue,
      count(*) filter (where open and due_on = today)::integer as today,
      count(*) filter (where open and due_on > today)::integer as later,
      count(*) filter (where open and assignee is null)::integer as unassigned,
      count(*) filter (where not open)::integer as snoozed
    from (
      select t.due_on, t.assignee, local.today,
        coalesce(t.snoozed_until <= local.today, true) as open
      from tasks t
      join accounts account on account.workspace_id = t.workspace_id and account.account_id = t.account_id
      cross join lateral (select ${localDate(instantSql(at.getTime()))} as today) local
      where t.workspace_id = ${workspaceId}::uuid and t.status = 'open'
    ) task`);
  const { overdue, today, later, unassigned, snoozed } = onlyRow(
    await manager.query<CountRow[]>(text, values),
  );
  return { due: { overdue, today, later }, unassigned, snoozed };
}
