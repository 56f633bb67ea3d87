import type { Task, TaskStatus } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';

export interface ListTasks {
  account: string | undefined;
  status: TaskStatus | undefined;
  /** Ids are sorted by birth: the last one of the page before. */
  before: string | undefined;
  limit: number;
}

/** Tasks of a workspace, the latest first. */
export async function listTasks(
  manager: EntityManager,
  workspaceId: string,
  { account, status, before, limit }: ListTasks,
): Promise<Task[]> {
  const rows = await manager.query<(Omit<Task, 'createdAt'> & { createdAt: Date })[]>(
    `select t.task_id as id, t.delivery_key as delivery, account.key as account, t.title, t.notes,
       t.due_on as "dueOn", t.assignee, t.status, t.created_at as "createdAt"
     from tasks t
     join accounts account on account.workspace_id = t.workspace_id and account.account_id = t.account_id
     where t.workspace_id = $1 and ($2::text is null or account.key = $2) and ($3::text is null or t.status = $3)
       and ($4::uuid is null or t.task_id < $4)
     order by t.task_id desc
     limit $5`,
    [workspaceId, account ?? null, status ?? null, before ?? null, limit],
  );
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}
