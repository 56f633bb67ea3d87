import type { Delivery, DeliveryFilter } from '@dunwell/contract';
import { render, sql } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { allOf } from '../../platform/database/all-of.js';

export type ListDeliveries = Omit<DeliveryFilter, 'finishedOn'> & {
  journeyId?: string;
  /** From, inclusive, to, exclusive. */
  finishedBetween?: { from: Date; to: Date };
  after?: string;
  limit: number;
};

/** When a row `d` goes out as far as is known; a hold without an end has only a date on which it would expire (S14). */
export const FORECAST = sql`
  case when d.status = 'accepted' then d.due_at when d.status = 'due' and (d.held_since is null or d.held_because not in ('accountHold', 'invoiceHold'))
    then nullif(d.due_at, 'infinity') end`;

/** Deliveries of a workspace in the order of their keys. */
export async function listDeliveries(
  manager: EntityManager,
  workspaceId: string,
  {
    journeyId,
    automationId,
    status,
    account,
    kind,
    heldBack,
    problemCode,
    finishedBetween,
    after,
    limit,
  }: ListDeliveries,
): Promise<Delivery[]> {
  const conditions = [
    journeyId === undefined ? undefined : sql`d.journey_id = ${journeyId}::uuid`,
    automationId === undefined ? undefined : sql`d.automation_id = ${automationId}::uuid`,
    status && sql`d.status = ${status}`,
    account === undefined ? undefined : sql`a.key = ${account}`,
    kind && sql`d.kind = ${kind}`,
    heldBack === undefined
      ? undefined
      : sql`(d.status = 'due' and d.held_because is not null) = ${heldBack}::boolean`,
    problemCode === undefined ? undefined : sql`d.problem_code = ${problemCode}`,
    finishedBetween &&
      sql`d.finished_at >= ${finishedBetween.from}::timestamptz and d.finished_at < ${finishedBetween.to}::timestamptz`,
    after === undefined ? undefined : sql`d.key > ${after}`,
  ];
  const { text, values } = render(sql`
    select d.key, d.journey_id as "journeyId", d.automation_id as "automationId", a.key as account, d.step_id as step,
      d.occurrence, d.kind, d.status, d.attempts,
      ${FORECAST} as "dueAt", d.held_because as "heldBecause",
      d.payload ->> 'provider' as provider, d.problem, d.problem_code as "problemCode", d.finished_at as "finishedAt"
    from deliveries d
    join accounts a on a.workspace_id = d.workspace_id and a.account_id = d.account_id
    where ${allOf(sql`d.workspace_id = ${workspaceId}::uuid`, ...conditions)}
    order by d.key limit ${limit}`);
  return manager.query<Delivery[]>(text, values);
}
