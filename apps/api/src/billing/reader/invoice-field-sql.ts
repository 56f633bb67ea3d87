import { sql, type SqlFragment } from '@dunwell/engine';
import {
  daysSince,
  daysUntil,
  streakDays,
  value,
  type FactAt,
  type Join,
  type MomentSql,
} from './fact-sql.js';
import { holdInForce } from './hold-in-force.js';

/** Where each fact about the invoice of an invoice rule is found. */
export const invoiceFieldSql: Readonly<Record<string, FactAt>> = {
  'invoice.daysPastDue': (at) => daysSince(sql`past_due.due_on`, 0, pastDue(at)),
  'invoice.daysUntilDue': (at) => daysUntil(sql`falling_due.due_on`, fallingDue(at)),
  'invoice.pastDueStreakDays': (at) => streakDays(sql`past_due.opened_on`, pastDue(at)),
  'invoice.remaining': (at) => value(sql`invoice_now.remaining`, invoiceNow(at)),
  'invoice.total': () => value(sql`invoice.total`),
  'invoice.status': (at) => value(sql`invoice_now.status`, invoiceNow(at)),
  'invoice.disputed': (at) => value(disputed(at)),
  'invoice.failedAttempts': (at) => value(sql`failed_attempts.count`, failedAttempts(at)),
  'invoice.lastFailureCode': (at) => value(sql`failed_attempts.last_code`, failedAttempts(at)),
  'invoice.collectionMethod': (at) => value(sql`invoice_state.collection_method`, invoiceState(at)),
};

/** The invoice's timeline has no gaps: every invoice has exactly one row at any instant. */
export function invoiceNow({ atSql }: MomentSql): Join {
  return {
    name: 'invoice_now',
    sql: sql`left join invoice_timeline invoice_now
      on invoice_now.workspace_id = invoice.workspace_id and invoice_now.invoice_id = invoice.invoice_id
      and invoice_now.from_at <= ${atSql} and invoice_now.to_at > ${atSql}`,
  };
}

/**
 * The same row while the invoice is past due (S2), with the due date: one table to the planner, which can start from
 * the invoices due on a date or from those past due at the instant.
 */
export function pastDue({ atSql }: MomentSql): Join {
  return {
    name: 'past_due',
    sql: sql`left join (
        select period.workspace_id, period.invoice_id, period.opened_on, dated.due_on
        from invoice_timeline period
        join invoices dated on dated.workspace_id = period.workspace_id and dated.invoice_id = period.invoice_id
        where period.past_due and period.from_at <= ${atSql}
          and tstzrange(period.from_at, period.to_at) @> ${atSql}
      ) past_due on past_due.workspace_id = invoice.workspace_id and past_due.invoice_id = invoice.invoice_id`,
  };
}

/** The row of an open invoice (S2) whose due date has not passed. */
function fallingDue({ atSql, dateSql }: MomentSql): Join {
  return {
    name: 'falling_due',
    sql: sql`left join (
        select period.workspace_id, period.invoice_id, dated.due_on
        from invoice_timeline period
        join invoices dated on dated.workspace_id = period.workspace_id and dated.invoice_id = period.invoice_id
        where period.status = 'open' and not period.left_out and dated.due_on >= ${dateSql}
          and period.from_at <= ${atSql} and period.to_at > ${atSql}
      ) falling_due on falling_due.workspace_id = invoice.workspace_id
        and falling_due.invoice_id = invoice.invoice_id`,
  };
}

function invoiceState({ atSql }: MomentSql): Join {
  return {
    name: 'invoice_state',
    sql: sql`left join invoice_states invoice_state
      on invoice_state.workspace_id = invoice.workspace_id and invoice_state.invoice_id = invoice.invoice_id
      and invoice_state.from_at <= ${atSql} and invoice_state.to_at > ${atSql}`,
  };
}

/** The failures of payments that were meant for this invoice. */
function failedAttempts({ atSql }: MomentSql): Join {
  return {
    name: 'failed_attempts',
    sql: sql`left join lateral (
        select count(*)::integer as count,
          (array_agg(state.failure_code order by state.at desc, state.payment_id desc))[1] as last_code
        from payment_states state
        where state.workspace_id = invoice.workspace_id and state.status = 'failed' and state.at <= ${atSql}
          and state.payment_id in (
            select allocation.payment_id
            from payment_allocations allocation
            where allocation.workspace_id = invoice.workspace_id and allocation.invoice_id = invoice.invoice_id
          )
      ) failed_attempts on true`,
  };
}

function disputed({ atSql }: MomentSql): SqlFragment {
  return sql`exists (
    select from holds hold
    where hold.workspace_id = invoice.workspace_id and hold.account_id = invoice.account_id
      and hold.invoice_id = invoice.invoice_id and hold.reason = 'dispute'
      and ${holdInForce(atSql)}
  )`;
}
