import type { Delivery, DeliveryFilter } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';

export type ListDeliveries = Omit<DeliveryFilter, 'finishedOn'> & {
  journeyId?: string;
  /** From, inclusive, to, exclusive. */
  finishedBetween?: { from: Date; to: Date };
  after?: string;
  limit: number;
};

/** When it goes out as far as is known; a hold without an end has only a date on which it would expire (S14). */
const FORECAST = `
  case when d.status = 'due' and (d.held_since is null or d.held_because not in ('accountHold', 'invoiceHold'))
    then nullif(d.due_at, 'infinity') end`;

/** Deliveries of a workspace in the order of their keys. */
export async function listDeliveries(
  manager: EntityManager,
  workspaceId: string,
  filter: ListDeliveries,
): Promise<Delivery[]> {
  return manager.query<Delivery[]>(
    `select d.key, d.journey_id as "journeyId", d.automation_id as "automationId", a.key as account, d.step_id as step,
       d.occurrence, d.kind, d.status, d.attempts,
       ${FORECAST} as "dueAt", d.held_because as "heldBecause",
       d.problem, d.problem_code as "problemCode", d.finished_at as "finishedAt"
     from deliveries d
     join accounts a on a.workspace_id = d.workspace_id and a.account_id = d.account_id
     where d.workspace_id = $1 and ($2::uuid is null or d.journey_id = $2) and ($3::text is null or d.status = $3)
       and ($4::text is null or a.key = $4) and ($5::text is null or d.key > $5)
       and ($7::uuid is null or d.automation_id = $7) and ($8::text is null or d.kind = $8)
       and ($9::boolean is null or (d.status = 'due' and d.held_because is not null) = $9)
       and ($10::text is null or d.problem_code = $10)
       and ($11::timestamptz is null or (d.finished_at >= $11 and d.finished_at < $12))
     order by d.key limit $6`,
    [
      workspaceId,
      filter.journeyId ?? null,
      filter.status ?? null,
      filter.account ?? null,
      filter.after ?? null,
      filter.limit,
      filter.automationId ?? null,
      filter.kind ?? null,
      filter.heldBack ?? null,
      filter.problemCode ?? null,
      filter.finishedBetween?.from ?? null,
      filter.finishedBetween?.to ?? null,
    ],
  );
}
