import type { InvoiceFilter, InvoiceView } from '@dunwell/contract';
import { sql, type SqlFragment } from '@dunwell/engine';
import { holdInForce } from '../reader/hold-in-force.js';
import { dateAt } from './account-calendar.js';
import { conditionsAsked, type Conditions } from './conditions.js';
import { datesAnywhere, type NowSql } from './now-sql.js';
import { partOf } from './part-of.js';

/** An invoice filter that has found its account. */
export type InvoicesAsked = Omit<InvoiceFilter, 'account'> & { accountId?: string };

/** Counted in balances with something remaining (S3); the predicate of the partial index is written out. */
const IS_OUTSTANDING = sql`state.status = 'open' and state.remaining > 0 and not state.left_out`;

const VIEWS: Readonly<Record<InvoiceView, (now: NowSql) => SqlFragment>> = {
  outstanding: () => IS_OUTSTANDING,
  overdue: () => sql`${IS_OUTSTANDING} and state.past_due`,
  paid: () => sql`state.status = 'paid'`,
  disputed: isDisputed,
  void: () => sql`state.status = 'void'`,
  writtenOff: () => sql`state.status = 'uncollectible'`,
  // Asked of each outstanding invoice: as a join it would be asked of all payments that ever failed.
  failedPayments: ({ workspaceSql, atSql }) => sql`${IS_OUTSTANDING} and coalesce((
      select true from payment_allocations allocation
      join payment_states failed
        on failed.workspace_id = allocation.workspace_id and failed.payment_id = allocation.payment_id
      where allocation.workspace_id = ${workspaceSql} and allocation.invoice_id = invoice.invoice_id
        and failed.status = 'failed' and failed.at <= ${atSql}
      limit 1
    ), false)`,
};

/** Views of what is nearly all of a workspace's invoices after a while. */
const WIDE_VIEWS: ReadonlySet<InvoiceView | undefined> = new Set([undefined, 'paid']);

/** Whether a filter lets few of all invoices through. */
export function isNarrow({ view, q, accountId, daysPastDueMin, daysPastDueMax }: InvoicesAsked): boolean {
  return (
    !WIDE_VIEWS.has(view) || [q, accountId, daysPastDueMin, daysPastDueMax].some((one) => one !== undefined)
  );
}

const CONDITIONS: Conditions<InvoicesAsked, SqlFragment> = {
  view: (view, now) => VIEWS[view](now),
  q: (text) => partOf(sql`invoice.number`, text),
  accountId: (id) => sql`invoice.account_id = ${id}::uuid`,
  currency: (currency) => sql`account.currency = ${currency}`,
  // What is due on a date far enough away is told by that alone; about it the account's own date decides.
  daysPastDueMin: (days, now) =>
    sql`state.past_due and invoice.due_on <= ${datesAnywhere(now).latest} - ${days}::integer
      and ${daysPastDue(now)} >= ${days}::integer`,
  daysPastDueMax: (days, now) =>
    sql`state.past_due and invoice.due_on >= ${datesAnywhere(now).earliest} - ${days}::integer
      and ${daysPastDue(now)} <= ${days}::integer`,
  leftOut: (is) => sql`coalesce(state.left_out, false) = ${is}`,
};

/** What a filter asks of invoices, called `invoice`, with `state` as of now and their `account`. */
export function invoiceConditions(filter: InvoicesAsked, now: NowSql): SqlFragment[] {
  return conditionsAsked(CONDITIONS, filter, now);
}

/** Under a dispute hold, as `invoice.disputed` says it. */
export function isDisputed({ workspaceSql, atSql }: NowSql): SqlFragment {
  return sql`exists (
      select from holds hold
      where hold.workspace_id = ${workspaceSql} and hold.account_id = invoice.account_id
        and hold.invoice_id = invoice.invoice_id and hold.reason = 'dispute' and ${holdInForce(atSql)}
    )`;
}

/** Days past due of an invoice that is (S2), on its account's own date. */
function daysPastDue({ atSql }: NowSql): SqlFragment {
  return sql`${dateAt(atSql)} - invoice.due_on`;
}

/** The invoices of a workspace as they stand now; of an import still running the timeline comes at its end. */
export function invoicesNow({ workspaceSql, atSql }: NowSql): SqlFragment {
  return sql`invoices invoice
    join accounts account
      on account.workspace_id = ${workspaceSql} and account.account_id = invoice.account_id
    left join invoice_timeline state
      on state.workspace_id = ${workspaceSql} and state.invoice_id = invoice.invoice_id
      and state.from_at <= ${atSql} and state.to_at > ${atSql}`;
}
