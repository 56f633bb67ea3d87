import type { Delivery, DeliveryStatus } from '@dunwell/contract';
import { render, sql } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { allOf } from '../../platform/database/all-of.js';

export interface DeliveryFilter {
  journeyId?: string;
  status?: DeliveryStatus;
  account?: string;
  after?: string;
  limit: number;
}

/** When a row `d` goes out as far as is known; a hold without an end has only a date on which it would expire (S14). */
export const FORECAST = sql`
  case when d.status = 'due' and (d.held_since is null or d.held_because not in ('accountHold', 'invoiceHold'))
    then nullif(d.due_at, 'infinity') end`;

/** Deliveries of a workspace in the order of their keys. */
export async function listDeliveries(
  manager: EntityManager,
  workspaceId: string,
  { journeyId, status, account, after, limit }: DeliveryFilter,
): Promise<Delivery[]> {
  const conditions = [
    journeyId === undefined ? undefined : sql`d.journey_id = ${journeyId}::uuid`,
    status && sql`d.status = ${status}`,
    account === undefined ? undefined : sql`a.key = ${account}`,
    after === undefined ? undefined : sql`d.key > ${after}`,
  ];
  const { text, values } = render(sql`
    select d.key, d.journey_id as "journeyId", d.automation_id as "automationId", a.key as account, d.step_id as step,
      d.occurrence, d.kind, d.status, d.attempts,
      ${FORECAST} as "dueAt", d.held_because as "heldBecause",
      d.problem, d.problem_code as "problemCode", d.finished_at as "finishedAt"
    from deliveries d
    join accounts a on a.workspace_id = d.workspace_id and a.account_id = d.account_id
    where ${allOf(sql`d.workspace_id = ${workspaceId}::uuid`, ...conditions)}
    order by d.key limit ${limit}`);
  return manager.query<Delivery[]>(text, values);
}
