import type { Hold, HoldFilter, HoldState, PromiseState } from '@dunwell/contract';
import { render, sql, type SqlFragment } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { allOf } from '../../platform/database/all-of.js';
import { notFound } from '../../platform/http/app-error.js';
import { accountStanding, localDate } from '../reader/account-standing.js';
import { instantSql, type InstantSql } from '../reader/fact-sql.js';
import { HOLDS_WITH_END, paidSince, promiseState } from '../reader/promises-join.js';
import type { HoldContext } from './store-hold.js';

/** Which holds are listed; `before`: the last one of the page before. */
export interface HoldQuery extends HoldFilter {
  id?: string;
  before?: string | undefined;
  limit: number;
}

interface HoldRow extends Omit<Hold, 'from' | 'until' | 'liftedAt'> {
  from: Date;
  until: Date | null;
  liftedAt: Date | null;
}

/** Holds as they stand now, the newest first; how a promise stands is found from the facts. */
export async function listHolds(
  manager: EntityManager,
  { workspaceId, now }: HoldContext,
  query: HoldQuery,
): Promise<Hold[]> {
  const moment = { atSql: instantSql(now.getTime()) };
  const standing = accountStanding(now.getTime());
  const { text, values } = render(sql`
    select hold.hold_id as id, account.key as account, ${standing.name} as "accountName", account.currency,
      ${standing.overdue} as overdue, invoice.number as invoice, hold.reason, hold.leave_out as "leaveOut",
      ${holdState(moment)} as state, hold.from_at as "from", nullif(hold.until_at, 'infinity') as until,
      case when hold.until_at < 'infinity' then ${localDate(sql`(hold.until_at - interval '1 microsecond')`)} end
        as "lastDate",
      hold.lifted_at as "liftedAt", hold.note, hold.author, hold.promised_amount as "promisedAmount",
      ${promise(moment)} as promise,
      case when hold.reason = 'promiseToPay' then ${paidSince(moment)} end as "paidSince"
    from ${HOLDS_WITH_END} hold
    join accounts account on account.workspace_id = hold.workspace_id and account.account_id = hold.account_id
    left join invoices invoice on invoice.workspace_id = hold.workspace_id and invoice.invoice_id = hold.invoice_id
    ${standing.joins}
    where ${allOf(sql`hold.workspace_id = ${workspaceId}::uuid`, ...conditions(query, moment))}
    order by hold.hold_id desc
    limit ${query.limit}`);
  const rows = await manager.query<HoldRow[]>(text, values);
  return rows.map((row) => ({
    ...row,
    from: row.from.toISOString(),
    until: row.until?.toISOString() ?? null,
    liftedAt: row.liftedAt?.toISOString() ?? null,
  }));
}

/** One hold as it stands now. */
export async function readHold(manager: EntityManager, context: HoldContext, id: string): Promise<Hold> {
  const [hold] = await listHolds(manager, context, { id, limit: 1 });
  if (hold === undefined) throw notFound('hold', id);
  return hold;
}

/** Where a row `hold` of the holds with their end stands at the moment. */
export function holdState({ atSql }: InstantSql): SqlFragment {
  return sql`case when hold.from_at > ${atSql} then 'scheduled' when hold.ends_at > ${atSql} then 'active' else 'ended' end`;
}

/** How the promise that a row `hold` is stands; null for other holds. One that is to come is open. */
export function promise(moment: InstantSql): SqlFragment {
  return sql`case when hold.reason = 'promiseToPay' then
      case when hold.from_at > ${moment.atSql} then 'open' else coalesce(${promiseState(moment)}, 'takenBack') end end`;
}

const HOLD_STATES: ReadonlySet<HoldState | PromiseState> = new Set<HoldState>([
  'scheduled',
  'active',
  'ended',
]);

function conditions(
  { id, account, reason, state, open, before }: HoldQuery,
  moment: InstantSql,
): (SqlFragment | undefined)[] {
  return [
    id === undefined ? undefined : sql`hold.hold_id = ${id}::uuid`,
    account === undefined ? undefined : sql`account.key = ${account}`,
    reason === undefined ? undefined : sql`hold.reason = ${reason}`,
    state && sql`${HOLD_STATES.has(state) ? holdState(moment) : promise(moment)} = ${state}`,
    open ? sql`hold.ends_at > ${moment.atSql}` : undefined,
    before === undefined ? undefined : sql`hold.hold_id < ${before}::uuid`,
  ];
}
