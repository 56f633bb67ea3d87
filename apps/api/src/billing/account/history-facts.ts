import { sql, type SqlFragment } from '@dunwell/engine';
import { promiseStates } from '../reader/promises-join.js';
import { calendarAt } from '../lists/account-calendar.js';
import type { NowSql } from '../lists/now-sql.js';

/** Whose history is read, as of business now. */
export interface HistoryOwner extends NowSql {
  accountSql: SqlFragment;
}

/**
 * A query of what happened to an account: `at`, `id` (unique within the query), `kind` as in `HistoryEvent`, and `detail`,
 * its other fields as JSON. What lies ahead is left to the caller to leave out.
 */
export type HistorySource = (owner: HistoryOwner) => SqlFragment;

/** What billing knows of an account's past; each is found by the account alone. */
export const BILLING_HISTORY = {
  invoices: ({ workspaceSql, accountSql }) => sql`
    select changed.from_at as at, changed.invoice_id || ' ' || event.kind || ' ' || changed.from_at as id, event.kind,
      jsonb_strip_nulls(jsonb_build_object('invoice', invoice.number,
        'total', case when event.kind in ('invoiceIssued', 'invoicePaid') then invoice.total end,
        'dueOn', case when event.kind in ('invoiceIssued', 'invoicePastDue') then invoice.due_on end,
        'remaining', case when event.kind = 'invoicePastDue' then changed.remaining end)) as detail
    from (
      select state.*, lag(state.status) over of_invoice as before, lag(state.past_due) over of_invoice as was_past_due
      from invoice_timeline state
      where state.workspace_id = ${workspaceSql} and state.account_id = ${accountSql}
      window of_invoice as (partition by state.invoice_id order by state.from_at)
    ) changed
    join invoices invoice on invoice.workspace_id = ${workspaceSql} and invoice.invoice_id = changed.invoice_id
    cross join lateral (values
      ('invoiceIssued', changed.before in ('scheduled', 'draft') and changed.status in ('open', 'paid', 'uncollectible')),
      ('invoicePastDue', changed.past_due and not changed.was_past_due),
      ('invoicePaid', changed.status = 'paid' and changed.before in ('open', 'uncollectible')),
      ('invoiceVoid', changed.status = 'void' and changed.before <> 'void'),
      ('invoiceWrittenOff', changed.status = 'uncollectible' and changed.before <> 'uncollectible'),
      ('invoiceReopened', changed.status = 'open' and changed.before in ('paid', 'void', 'uncollectible'))
    ) event (kind, happened)
    where event.happened`,

  payments: ({ workspaceSql, accountSql }) => sql`
    select event.at, state.payment_id || ' ' || event.kind || ' ' || state.at as id, event.kind,
      jsonb_build_object('reference', payment.reference, 'amount', payment.amount, 'invoices', ${numbersOf('payment')})
        || case when event.kind in ('paymentSucceeded', 'paymentFailed')
          then jsonb_build_object('automatic', payment.automatic) else '{}' end
        || case when event.kind = 'paymentFailed'
          then jsonb_build_object('failureCode', state.failure_code, 'failureKind', state.failure_kind)
          else '{}' end as detail
    from payment_states state
    join payments payment on payment.workspace_id = ${workspaceSql} and payment.payment_id = state.payment_id
    cross join lateral (values
      (state.at, case state.status
        when 'pending' then 'paymentPending' when 'failed' then 'paymentFailed' else 'paymentSucceeded' end),
      (state.reversed_at, case state.status when 'chargedBack' then 'paymentChargedBack' else 'paymentRefunded' end)
    ) event (at, kind)
    where state.workspace_id = ${workspaceSql} and state.account_id = ${accountSql} and event.at is not null`,

  credits: ({ workspaceSql, accountSql }) => sql`
    select credit.at, credit.credit_id::text as id, 'credit' as kind,
      jsonb_build_object('reference', credit.reference, 'amount', credit.amount, 'invoices', ${numbersOf('credit')}
      ) as detail
    from credits credit
    where credit.workspace_id = ${workspaceSql} and credit.account_id = ${accountSql}`,

  subscriptions: ({ workspaceSql, accountSql, atSql }) => sql`
    select event.at, state.subscription_id || ' ' || event.status || ' ' || event.at as id,
      'subscriptionChanged' as kind,
      jsonb_build_object('subscription', subscription.key, 'plan', state.plan, 'status', event.status) as detail
    from subscription_states state
    join subscriptions subscription
      on subscription.workspace_id = ${workspaceSql} and subscription.subscription_id = state.subscription_id
    cross join (${calendarAt(atSql, { workspaceId: workspaceSql, accountId: accountSql })}) calendar
    cross join lateral (values
      (case when state.from_at = '-infinity' then state.started_on::timestamp at time zone calendar.time_zone
        else state.from_at end, state.status),
      (case when state.to_at = 'infinity' then state.ended_on::timestamp at time zone calendar.time_zone end, 'ended')
    ) event (at, status)
    where state.workspace_id = ${workspaceSql} and state.account_id = ${accountSql} and event.at is not null`,

  paymentMethods: ({ workspaceSql, accountSql }) => sql`
    select case when state.from_at = '-infinity' then method.created_at else state.from_at end as at,
      state.payment_method_id || ' ' || state.from_at as id, 'paymentMethodChanged' as kind,
      jsonb_build_object('paymentMethod', method.key, 'type', state.type, 'brand', state.brand,
        'status', state.status, 'expiresOn', state.expires_on) as detail
    from payment_method_states state
    join payment_methods method
      on method.workspace_id = ${workspaceSql} and method.payment_method_id = state.payment_method_id
    where state.workspace_id = ${workspaceSql} and state.account_id = ${accountSql}`,

  tags: ({ workspaceSql, accountSql }) => sql`
    select event.at, tagged.tag || ' ' || event.kind || ' ' || event.at as id, event.kind,
      jsonb_build_object('tag', tagged.tag) as detail
    from account_tags tagged
    cross join lateral (values (tagged.from_at, 'tagAdded'), (tagged.to_at, 'tagRemoved')) event (at, kind)
    where tagged.workspace_id = ${workspaceSql} and tagged.account_id = ${accountSql} and isfinite(event.at)`,

  holds: ({ workspaceSql, accountSql }) => sql`
    select event.at, hold.hold_id || ' ' || event.kind as id, event.kind, ${HOLD_DETAIL} as detail
    from holds hold
    left join invoices invoice
      on invoice.workspace_id = ${workspaceSql} and invoice.invoice_id = hold.invoice_id
    cross join lateral (values
      (hold.created_at, 'holdPlaced'),
      (case when hold.lifted_at < hold.until_at then hold.lifted_at end, 'holdLifted'),
      (case when hold.reason <> 'promiseToPay' and coalesce(hold.lifted_at >= hold.until_at, true)
        then hold.until_at end, 'holdOver')
    ) event (at, kind)
    where hold.workspace_id = ${workspaceSql} and hold.account_id = ${accountSql} and isfinite(event.at)`,

  promises: (owner) => sql`
    select case hold.state when 'broken' then hold.ends_at else ${keptAt(owner)} end as at,
      hold.hold_id || ' ' || hold.state as id,
      case hold.state when 'broken' then 'promiseBroken' else 'promiseKept' end as kind, ${HOLD_DETAIL} as detail
    from (${promiseStates(owner, { workspaceId: owner.workspaceSql, accountId: owner.accountSql })}) hold
    left join invoices invoice
      on invoice.workspace_id = ${owner.workspaceSql} and invoice.invoice_id = hold.invoice_id
    where hold.state in ('kept', 'broken')`,
} as const satisfies Readonly<Record<string, HistorySource>>;

const HOLD_DETAIL = sql`jsonb_build_object('hold', hold.hold_id, 'invoice', invoice.number, 'reason', hold.reason,
      'untilAt', hold.until_at, 'note', hold.note, 'author', hold.author, 'promisedAmount', hold.promised_amount)`;

/** The numbers of the invoices that a row's money is meant for, in the order of its allocations. */
function numbersOf(money: 'payment' | 'credit'): SqlFragment {
  const allocations = { payment: sql`payment_allocations`, credit: sql`credit_allocations` }[money];
  const id = { payment: sql`payment_id`, credit: sql`credit_id` }[money];
  const row = { payment: sql`payment`, credit: sql`credit` }[money];
  return sql`(
        select coalesce(jsonb_agg(meant.number order by allocation.position), '[]')
        from ${allocations} allocation
        join invoices meant
          on meant.workspace_id = allocation.workspace_id and meant.invoice_id = allocation.invoice_id
        where allocation.workspace_id = ${row}.workspace_id and allocation.${id} = ${row}.${id}
      )`;
}

/** When a kept promise was: the first instant at which the debt was gone, or the payment that reached the amount. */
function keptAt({ workspaceSql, accountSql }: HistoryOwner): SqlFragment {
  return sql`least(
        (
          select min(greatest(cleared.from_at, hold.from_at)) from account_timeline cleared
          where hold.invoice_id is null and cleared.workspace_id = ${workspaceSql}
            and cleared.account_id = ${accountSql} and cleared.overdue = 0 and cleared.to_at > hold.from_at
        ),
        (
          select min(greatest(cleared.from_at, hold.from_at)) from invoice_timeline cleared
          where cleared.workspace_id = ${workspaceSql} and cleared.invoice_id = hold.invoice_id
            and cleared.remaining = 0 and cleared.to_at > hold.from_at
        ),
        (
          select min(paid.at) from (
            select money.at, sum(payment.amount) over (order by money.at, money.payment_id) as so_far
            from payment_states money
            join payments payment
              on payment.workspace_id = ${workspaceSql} and payment.payment_id = money.payment_id
            where money.workspace_id = ${workspaceSql} and money.account_id = ${accountSql}
              and money.status in ('succeeded', 'refunded', 'chargedBack') and money.at >= hold.from_at
          ) paid
          where paid.so_far >= hold.promised_amount
        )
      )`;
}
