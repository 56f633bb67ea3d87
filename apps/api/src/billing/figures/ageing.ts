import { AGEING_BUCKETS } from '@dunwell/contract';
import { joinSql, render, sql, type SqlFragment } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { calendarAt } from '../lists/account-calendar.js';
import type { NowSql } from '../lists/now-sql.js';

/** What remains of the past due invoices of one currency that are so many days past due. */
export interface AgedInvoices {
  currency: string;
  /** The first day of the bucket. */
  from: number;
  amount: number;
  invoices: number;
  accounts: number;
}

/** Past due invoices (S2) by how long they are, each counted to its account's own date; empty buckets are left out. */
export function agedInvoices(
  manager: EntityManager,
  { workspaceSql, atSql }: NowSql,
): Promise<AgedInvoices[]> {
  const { text, values } = render(sql`
    select account.currency, ${bucketOf(sql`calendar.date - invoice.due_on`)} as "from",
      sum(state.remaining)::bigint as amount, count(*)::integer as invoices,
      count(distinct account.account_id)::integer as accounts
    from invoice_timeline state
    join invoices invoice on invoice.workspace_id = ${workspaceSql} and invoice.invoice_id = state.invoice_id
    join accounts account on account.workspace_id = ${workspaceSql} and account.account_id = state.account_id
    cross join lateral (${calendarAt(atSql)}) calendar
    where state.workspace_id = ${workspaceSql} and state.status = 'open' and state.remaining > 0
      and state.past_due and state.from_at <= ${atSql} and state.to_at > ${atSql}
    group by 1, 2
    order by 1, 2`);
  return manager.query<AgedInvoices[]>(text, values);
}

function bucketOf(days: SqlFragment): SqlFragment {
  const cases = AGEING_BUCKETS.map(({ from, to }) =>
    to === null ? sql`else ${from}::integer` : sql`when ${days} <= ${to}::integer then ${from}::integer`,
  );
  return sql`case ${joinSql(cases, ' ')} end`;
}
