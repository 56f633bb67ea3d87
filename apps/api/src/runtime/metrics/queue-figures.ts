import type { EntityManager } from 'typeorm';
import { onlyRow } from '../../platform/must.js';

export interface OpenDeliveries {
  status: string;
  count: number;
}

/** Deliveries that are not over, by how they stand; `held` are those due that wait for a reason (S14). */
export async function openDeliveries(manager: EntityManager): Promise<OpenDeliveries[]> {
  // Each part is what one partial index holds.
  return manager.query<OpenDeliveries[]>(
    `select case when held_because is null then 'due' else 'held' end as status, count(*)::integer as count
     from deliveries where status = 'due' group by 1
     union all
     select status, count(*)::integer from deliveries where status in ('claimed', 'sending') group by status
     union all
     select status, count(*)::integer from deliveries where status = 'accepted' group by status
     union all
     select status, count(*)::integer from deliveries where status in ('needsAttention', 'uncertain') group by status`,
  );
}

/** When what waits longest was due, of live automations; null: nothing waits. */
export interface OldestDue {
  delivery: Date | null;
  evaluation: Date | null;
}

export async function oldestDue(manager: EntityManager, now: Date): Promise<OldestDue> {
  const rows = await manager.query<OldestDue[]>(
    `select
       (select min(d.due_at) from deliveries d
        join automations a on a.workspace_id = d.workspace_id and a.automation_id = d.automation_id
        where d.status = 'due' and d.due_at <= $1 and a.status = 'live') as delivery,
       (select min(e.at) from evaluations e
        join automations a on a.workspace_id = e.workspace_id and a.automation_id = e.automation_id
        where e.status <> 'done' and a.status = 'live') as evaluation`,
    [now],
  );
  return onlyRow(rows);
}
