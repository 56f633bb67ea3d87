/**
 * SQL of everything that happened to some accounts in a stretch of time, as rows of a happening; one statement for each
 * kind of fact. `$1`: the workspace, `$2`: the accounts, `$3`: after this instant, `$4`: up to and including this one.
 */
export const happenings = (kinds: readonly string[]): string =>
  kinds.map((kind) => `(${kind})`).join('\n  union all\n');

const WITHIN = (at: string): string => `${at} > $3 and ${at} <= $4`;
const OF_ACCOUNTS = (table: string): string =>
  `${table}.workspace_id = $1 and ${table}.account_id = any ($2::uuid[])`;

/** An instant in a key: the same to the millisecond, whatever the session's zone. */
const KEY_OF_INSTANT = (at: string): string =>
  `to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const ROW = (row: {
  name: string;
  key: string;
  accountId: string;
  subject?: { kind: string; ids: string };
  at: string;
  payload: string;
}): string => `
  select ${row.name} as name, ${row.name} || '/' || ${row.key} as key, ${row.accountId} as "accountId",
    ${row.subject ? `'${row.subject.kind}'` : 'null'}::text as "subjectKind",
    ${row.subject?.ids ?? `'{}'::uuid[]`} as "subjectIds", ${row.at} as at,
    jsonb_strip_nulls(${row.payload}) as payload`;

/** What an event tells of the invoice it is about, with what remained in one of its periods. */
const INVOICE_PAYLOAD = (period: string): string =>
  `jsonb_build_object('number', invoice.number, 'amount', ${period}.remaining, 'dueOn', invoice.due_on)`;

/** An invoice is finalized once: when it is no longer a draft and its issue date has begun. */
export const INVOICE_FINALIZED = `${ROW({
  name: `'invoice.finalized'`,
  key: `'invoice=' || invoice.invoice_id`,
  accountId: 'invoice.account_id',
  subject: { kind: 'invoice', ids: 'array[invoice.invoice_id]' },
  at: 'issued.from_at',
  payload: INVOICE_PAYLOAD('issued'),
})}
  from invoice_timeline before
  join invoice_timeline issued on issued.workspace_id = before.workspace_id and issued.invoice_id = before.invoice_id
    and issued.from_at = before.to_at
  join invoices invoice on invoice.workspace_id = before.workspace_id and invoice.invoice_id = before.invoice_id
  where ${OF_ACCOUNTS('before')} and before.status in ('draft', 'scheduled') and ${WITHIN('before.to_at')}
    and issued.status in ('open', 'paid', 'uncollectible')`;

/** A streak that lives on under another id (S7), or that never was, is no news. */
const IS_OWN_STREAK = `streak.merged_into is null and (streak.ended_at is null or streak.ended_at > streak.opened_at)`;

/** An invoice becomes overdue once in each of its streaks (S2, S7). */
export const INVOICE_OVERDUE = `${ROW({
  name: `'invoice.overdue'`,
  key: `'streak=' || streak.streak_id`,
  accountId: 'streak.account_id',
  subject: { kind: 'invoice', ids: 'array[streak.invoice_id]' },
  at: 'streak.opened_at',
  payload: INVOICE_PAYLOAD('period'),
})}
  from streaks streak
  join invoices invoice on invoice.workspace_id = streak.workspace_id and invoice.invoice_id = streak.invoice_id
  join invoice_timeline period on period.workspace_id = streak.workspace_id and period.invoice_id = streak.invoice_id
    and period.from_at <= streak.opened_at and period.to_at > streak.opened_at
  where ${OF_ACCOUNTS('streak')} and streak.invoice_id is not null and ${WITHIN('streak.opened_at')}
    and ${IS_OWN_STREAK}`;

/** An account becomes past due once in each of its streaks (S4, S7). */
export const PAST_DUE_STARTED = `${ROW({
  name: `'account.pastDueStarted'`,
  key: `'streak=' || streak.streak_id`,
  accountId: 'streak.account_id',
  at: 'streak.opened_at',
  payload: `jsonb_build_object('amount', period.overdue)`,
})}
  from streaks streak
  join account_timeline period on period.workspace_id = streak.workspace_id and period.account_id = streak.account_id
    and period.from_at <= streak.opened_at and period.to_at > streak.opened_at
  where ${OF_ACCOUNTS('streak')} and streak.invoice_id is null and ${WITHIN('streak.opened_at')}
    and ${IS_OWN_STREAK}`;

/** Each streak of an account ends once, by what was paid or by a fact that was to come. */
export const PAST_DUE_CLEARED = `${ROW({
  name: `'account.pastDueCleared'`,
  key: `'streak=' || streak.streak_id`,
  accountId: 'streak.account_id',
  at: 'streak.ended_at',
  payload: `jsonb_build_object('streakDays', streak.ended_on - streak.opened_on + 1)`,
})}
  from streaks streak
  where ${OF_ACCOUNTS('streak')} and streak.invoice_id is null and ${WITHIN('streak.ended_at')}
    and ${IS_OWN_STREAK}`;

/** The invoices a payment is meant for, the first first. */
const MEANT_FOR = `
  left join lateral (
    select array_agg(allocation.invoice_id order by allocation.position) as invoices
    from payment_allocations allocation
    where allocation.workspace_id = payment.workspace_id and allocation.payment_id = payment.payment_id
  ) meant_for on true`;

const PAYMENT_PAYLOAD = `'reference', payment.reference, 'amount', payment.amount, 'automatic', payment.automatic`;

/** A payment succeeds once, whatever becomes of its money; when it came is told by its money's state (S3). */
export const PAYMENT_SUCCEEDED = `${ROW({
  name: `'payment.succeeded'`,
  key: `'payment=' || payment.payment_id`,
  accountId: 'payment.account_id',
  subject: { kind: 'invoice', ids: `coalesce(meant_for.invoices, '{}')` },
  at: 'state.at',
  payload: `jsonb_build_object(${PAYMENT_PAYLOAD})`,
})}
  from payment_states state
  join payments payment on payment.workspace_id = state.workspace_id and payment.payment_id = state.payment_id
  ${MEANT_FOR}
  where ${OF_ACCOUNTS('state')} and state.status in ('succeeded', 'refunded', 'chargedBack') and ${WITHIN('state.at')}`;

/** A payment may fail again and again, each time at an instant of its own. */
export const PAYMENT_FAILED = `${ROW({
  name: `'payment.failed'`,
  key: `'payment=' || payment.payment_id || '/at=' || ${KEY_OF_INSTANT('state.at')}`,
  accountId: 'payment.account_id',
  subject: { kind: 'invoice', ids: `coalesce(meant_for.invoices, '{}')` },
  at: 'state.at',
  payload: `jsonb_build_object(${PAYMENT_PAYLOAD}, 'failureCode', state.failure_code, 'failureKind', state.failure_kind,
      'attempt', attempts.count)`,
})}
  from payment_states state
  join payments payment on payment.workspace_id = state.workspace_id and payment.payment_id = state.payment_id
  ${MEANT_FOR}
  left join lateral (
    select count(*)::integer as count from payment_states failed
    where failed.workspace_id = payment.workspace_id and failed.status = 'failed' and failed.at <= state.at
      and failed.payment_id in (
        select allocation.payment_id from payment_allocations allocation
        where allocation.workspace_id = payment.workspace_id and allocation.invoice_id = meant_for.invoices[1]
      )
  ) attempts on meant_for.invoices is not null
  where ${OF_ACCOUNTS('state')} and state.status = 'failed' and ${WITHIN('state.at')}`;

/** The status that is told: from its end date on a subscription has ended, whatever was said of it (S23). */
const STATUS_ON = (state: string, date: string): string =>
  `case when ${state}.ended_on <= ${date} then 'ended' else ${state}.status end`;

/** The date of an instant in the account's zone (S21). */
const LOCAL_DATE = (at: string, name: string): string => `
  join lateral (
    select (${at} at time zone zone.time_zone)::date as date from account_zones zone
    where zone.workspace_id = $1 and zone.account_id = instant.account_id
      and (${at} at time zone zone.time_zone)::date >= zone.from_date
      and (${at} at time zone zone.time_zone)::date < zone.to_date
    order by zone.from_date desc limit 1
  ) ${name} on true`;

/** When a date of a subscription begins in its account's zone. */
const BEGINS = (date: string): string => `
  select state.subscription_id, state.account_id, state.${date}::timestamp at time zone zone.time_zone
  from subscription_states state
  join account_zones zone on zone.workspace_id = state.workspace_id and zone.account_id = state.account_id
    and zone.from_date <= state.${date} and zone.to_date > state.${date}
  where ${OF_ACCOUNTS('state')}`;

/** A subscription changes where its status or plan does, by what was said of it or because a date of it has come. */
export const SUBSCRIPTION_CHANGED = `
  with instant as (
    select subscription_id, account_id, from_at as at from subscription_states state
    where ${OF_ACCOUNTS('state')} and ${WITHIN('from_at')}
    union
    ${BEGINS('started_on')}
    union
    ${BEGINS('ended_on')}
  )
  ${ROW({
    name: `'subscription.changed'`,
    key: `'subscription=' || instant.subscription_id
      || case when before.subscription_id is null then '/new' else '/at=' || ${KEY_OF_INSTANT('instant.at')} end`,
    accountId: 'instant.account_id',
    subject: { kind: 'subscription', ids: 'array[instant.subscription_id]' },
    at: 'instant.at',
    payload: `jsonb_build_object('key', subscription.key, 'status', ${STATUS_ON('state', 'today.date')},
      'previousStatus', ${STATUS_ON('before', 'just_before.date')}, 'plan', state.plan, 'previousPlan', before.plan)`,
  })}
  from instant
  join subscriptions subscription on subscription.workspace_id = $1
    and subscription.subscription_id = instant.subscription_id
  ${LOCAL_DATE('instant.at', 'today')}
  ${LOCAL_DATE(`(instant.at - interval '1 millisecond')`, 'just_before')}
  join subscription_states state on state.workspace_id = $1 and state.subscription_id = instant.subscription_id
    and state.from_at <= instant.at and state.to_at > instant.at and state.started_on <= today.date
  left join subscription_states before on before.workspace_id = $1
    and before.subscription_id = instant.subscription_id and before.from_at < instant.at
    and before.to_at >= instant.at and before.started_on <= just_before.date
  where ${WITHIN('instant.at')}
    and (before.subscription_id is null
      or (${STATUS_ON('state', 'today.date')}, state.plan)
        is distinct from (${STATUS_ON('before', 'just_before.date')}, before.plan))`;

/** A tag that goes on where it was on already is no news. */
export const ACCOUNT_TAGGED = `${ROW({
  name: `'account.tagged'`,
  key: `'account=' || tagged.account_id || '/tag=' || tagged.tag || '/at=' || ${KEY_OF_INSTANT('tagged.from_at')}`,
  accountId: 'tagged.account_id',
  at: 'tagged.from_at',
  payload: `jsonb_build_object('tag', tagged.tag)`,
})}
  from account_tags tagged
  where ${OF_ACCOUNTS('tagged')} and ${WITHIN('tagged.from_at')}
    and not exists (
      select from account_tags earlier
      where earlier.workspace_id = tagged.workspace_id and earlier.account_id = tagged.account_id
        and earlier.tag = tagged.tag and earlier.to_at = tagged.from_at
    )`;
