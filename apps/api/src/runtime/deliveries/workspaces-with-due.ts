import type { EntityManager } from 'typeorm';
import { DUE_TABLES, IS_DUE } from './due-delivery.js';

/** Workspaces in which something may go out now, or was left by a lost worker. */
export async function workspacesWithDue(
  manager: EntityManager,
  { now, machineNow }: { now: Date; machineNow: Date },
): Promise<string[]> {
  const rows = await manager.query<{ workspaceId: string }[]>(
    `select w.workspace_id as "workspaceId" from workspaces w
     where exists (select from ${DUE_TABLES} where d.workspace_id = w.workspace_id and ${IS_DUE('$1')})
       or exists (
         select from deliveries d
         where d.workspace_id = w.workspace_id and d.status = 'accepted' and d.due_at <= $1
       )
       or exists (
         select from deliveries d
         where d.workspace_id = w.workspace_id and d.status in ('claimed', 'sending') and d.claimed_until < $2
       )
     order by 1`,
    [now, machineNow],
  );
  return rows.map(({ workspaceId }) => workspaceId);
}

/** Whether an attempt is under way anywhere, or a claim that is about to become one. */
export async function hasClaims(manager: EntityManager): Promise<boolean> {
  const rows = await manager.query<unknown[]>(
    `select from workspaces w where exists (
       select from deliveries d where d.workspace_id = w.workspace_id and d.status in ('claimed', 'sending'))
     limit 1`,
  );
  return rows.length > 0;
}
