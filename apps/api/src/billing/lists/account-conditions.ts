import type { AccountFilter } from '@dunwell/contract';
import { sql, type SqlFragment } from '@dunwell/engine';
import { defaultCard, details } from '../reader/account-joins.js';
import { joinsOf, type Join } from '../reader/fact-sql.js';
import { holdInForce } from '../reader/hold-in-force.js';
import { promises } from '../reader/promises-join.js';
import { calendarAt, dateAt } from './account-calendar.js';
import { debtNow, owing } from './account-joins-now.js';
import { isFoundBy } from './account-search.js';
import { conditionsAsked, type Conditions } from './conditions.js';
import { datesAnywhere, type NowSql } from './now-sql.js';

/** What billing can tell accounts apart by; the rest of the filter is others' to add. */
export type BillingFilter = Omit<AccountFilter, 'contactedInLast' | 'paidWithin' | 'underWayIn'>;

/** Conditions on accounts, called `account`, and the joins they speak of. */
export interface Selection {
  where: readonly SqlFragment[];
  joins: readonly Join[];
}

interface Condition {
  where: SqlFragment;
  joins?: readonly Join[];
}

/** How many dates `failedPayments` looks at, today included. */
export const FAILED_PAYMENTS_DAYS = 30;

const CONDITIONS: Conditions<BillingFilter, Condition> = {
  q: (text, now) => ({ where: isFoundBy(text, now) }),
  pastDue: (is, now) => ({ where: when(is, sql`debt.account_id is not null`), joins: [debtNow(now)] }),
  outstanding: (is, now) => ({ where: when(is, sql`owing.account_id is not null`), joins: [owing(now)] }),
  currency: (currency) => ({ where: sql`account.currency = ${currency}` }),
  overdueMin: (amount, now) => ({
    where: amount > 0 ? sql`debt.overdue >= ${amount}::bigint` : sql`true`,
    joins: [debtNow(now)],
  }),
  overdueMax: (amount, now) => ({
    where: sql`coalesce(debt.overdue, 0) <= ${amount}::bigint`,
    joins: [debtNow(now)],
  }),
  // What opened on a date far enough away is told by that alone; about it the account's own date decides.
  streakDaysMin: (days, now) => ({
    where: sql`debt.opened_on <= ${datesAnywhere(now).latest} - ${days - 1}::integer
      and ${streakDay(now)} >= ${days}::integer`,
    joins: [debtNow(now)],
  }),
  streakDaysMax: (days, now) => ({
    where: sql`debt.opened_on >= ${datesAnywhere(now).earliest} - ${days - 1}::integer
      and ${streakDay(now)} <= ${days}::integer`,
    joins: [debtNow(now)],
  }),
  tag: (tag, { workspaceSql, atSql }) => ({
    where: sql`account.account_id in (
        select tagged.account_id from account_tags tagged
        where tagged.workspace_id = ${workspaceSql} and tagged.tag = ${tag}
          and tagged.from_at <= ${atSql} and tagged.to_at > ${atSql}
      )`,
  }),
  plan: (plan, now) => ({ where: hasPlan(plan, now) }),
  country: (country, now) => ({ where: sql`details.country = ${country}`, joins: [details(now)] }),
  onHold: (is, { workspaceSql, atSql }) => ({
    where: when(
      is,
      sql`exists (
        select from holds hold
        where hold.workspace_id = ${workspaceSql} and hold.account_id = account.account_id
          and hold.invoice_id is null and ${holdInForce(atSql)}
      )`,
    ),
  }),
  promise: (state, now) => ({
    where: sql`account.account_id in (
        select hold.account_id from holds hold
        where hold.workspace_id = ${now.workspaceSql} and hold.reason = 'promiseToPay'
      ) and promises.latest = ${state}`,
    joins: [promises(now)],
  }),
  failedPayments: (count, now) => ({ where: hasFailedPayments(count, now) }),
  noPaymentMethod: (is, now) => ({ where: when(!is, hasPaymentMethod(now)) }),
  cardExpiresInDays: (days, now) => ({ where: cardExpiresWithin(days, now), joins: [defaultCard(now)] }),
  enteredPastDueOn: (date, { workspaceSql, atSql }) => ({
    where: sql`account.account_id in (
        select streak.account_id from streaks streak
        where streak.workspace_id = ${workspaceSql} and streak.opened_on = ${date}::date
          and streak.opened_at <= ${atSql} and ${IS_OWN_STREAK}
      )`,
  }),
  leftPastDueOn: (date, { workspaceSql, atSql }) => ({
    where: sql`account.account_id in (
        select streak.account_id from streaks streak
        where streak.workspace_id = ${workspaceSql} and streak.ended_on = ${date}::date
          and streak.ended_at <= ${atSql} and ${IS_OWN_STREAK}
      )`,
  }),
};

/** An account's own streak that lives under its own id and was (S7). */
export const IS_OWN_STREAK = sql`streak.invoice_id is null and streak.merged_into is null
          and streak.opened_at is distinct from streak.ended_at`;

/** What a filter asks of accounts, as conditions that must all hold. */
export function accountConditions(filter: BillingFilter, now: NowSql): Selection {
  const asked = conditionsAsked(CONDITIONS, filter, now);
  return {
    where: asked.map(({ where }) => where),
    joins: joinsOf(asked.map(({ joins = [] }) => ({ joins }))),
  };
}

function when(is: boolean, condition: SqlFragment): SqlFragment {
  return is ? condition : sql`not (${condition})`;
}

function streakDay({ atSql }: NowSql): SqlFragment {
  return sql`${dateAt(atSql)} - debt.opened_on + 1`;
}

/** Of an active subscription (S9); only where dates lie about today it takes the account's own calendar to tell. */
function hasPlan(plan: string, now: NowSql): SqlFragment {
  const { workspaceSql, atSql } = now;
  const { earliest, latest } = datesAnywhere(now);
  const today = dateAt(atSql, { workspaceId: sql`state.workspace_id`, accountId: sql`state.account_id` });
  return sql`account.account_id in (
      select state.account_id from subscription_states state
      where state.workspace_id = ${workspaceSql} and state.plan = ${plan}
        and state.from_at <= ${atSql} and state.to_at > ${atSql}
        and state.status in ('active', 'trialing', 'pastDue')
        and (state.started_on <= ${earliest} or state.started_on <= ${today})
        and (state.ended_on is null or state.ended_on > ${latest} or state.ended_on > ${today})
    )`;
}

/** Counted as `account.failedPaymentsInLast` counts; the bound lies before every account's first date. */
function hasFailedPayments(count: number, { workspaceSql, at, atSql }: NowSql): SqlFragment {
  const bound = new Date(at - (FAILED_PAYMENTS_DAYS + 2) * 24 * 3_600_000).toISOString();
  return sql`account.account_id in (
      select failed.account_id
      from payment_states failed
      cross join lateral (${calendarAt(atSql, {
        workspaceId: sql`failed.workspace_id`,
        accountId: sql`failed.account_id`,
      })}) calendar
      where failed.workspace_id = ${workspaceSql} and failed.status = 'failed'
        and failed.at >= ${bound}::timestamptz and failed.at <= ${atSql}
        and failed.at >= (calendar.date - ${FAILED_PAYMENTS_DAYS - 1}::integer)::timestamp at time zone calendar.time_zone
      group by failed.account_id
      having count(*) >= ${count}::integer
    )`;
}

/** As `account.hasPaymentMethod` says it: a card whose last day has passed is none. */
function hasPaymentMethod(now: NowSql): SqlFragment {
  const { workspaceSql, atSql } = now;
  const { latest } = datesAnywhere(now);
  const today = dateAt(atSql, { workspaceId: sql`method.workspace_id`, accountId: sql`method.account_id` });
  return sql`exists (
      select from payment_method_states method
      where method.workspace_id = ${workspaceSql} and method.account_id = account.account_id
        and method.status = 'active'
        and method.from_at <= ${atSql} and method.to_at > ${atSql}
        and (method.expires_on is null or method.expires_on >= ${latest} or method.expires_on >= ${today})
    )`;
}

function cardExpiresWithin(days: number, now: NowSql): SqlFragment {
  const { earliest, latest } = datesAnywhere(now);
  const today = dateAt(now.atSql);
  return sql`default_card.expires_on between ${earliest} and ${latest} + ${days}::integer
      and default_card.expires_on - ${today} between 0 and ${days}::integer`;
}
