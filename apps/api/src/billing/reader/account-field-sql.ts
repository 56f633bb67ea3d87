import { sql, type SqlFragment } from '@dunwell/engine';
import { activeSubscriptions, debt, defaultCard, details, lastFailure, timeline } from './account-joins.js';
import {
  daysSince,
  daysUntil,
  instantSql,
  list,
  streakDays,
  value,
  type FactAt,
  type FieldParams,
  type MomentSql,
} from './fact-sql.js';
import { holdInForce } from './hold-in-force.js';
import { windowStart } from './moment.js';
import { promises } from './promises-join.js';

/** Where each fact about an account is found; in other rules the account is that of the subject. */
export const accountFieldSql: Readonly<Record<string, FactAt>> = {
  'account.pastDueStreakDays': (at) => streakDays(sql`debt.opened_on`, debt(at)),
  'account.pastDueStreakDaysSincePayment': (at) => streakDays(sql`debt.strict_since`, debt(at)),
  'account.oldestOverdueAgeDays': (at) => daysSince(sql`debt.oldest_due_on`, 0, debt(at)),
  'account.overdueBalance': (at) => value(sql`timeline.overdue`, timeline(at)),
  'account.outstandingBalance': (at) => value(sql`timeline.outstanding`, timeline(at)),
  'account.unappliedBalance': (at) => value(sql`timeline.unapplied`, timeline(at)),
  'account.overdueInvoiceCount': (at) => value(sql`timeline.overdue_invoices`, timeline(at)),
  'account.activeSubscriptionCount': (at) => value(sql`active_subscriptions.count`, activeSubscriptions(at)),
  'account.subscriptionPlans': (at) => list(sql`active_subscriptions.plans`, activeSubscriptions(at)),
  'account.tags': (at) => list(tags(at)),
  'account.country': (at) => value(sql`details.country`, details(at)),
  'account.currency': () => value(sql`account.currency`),
  'account.language': (at) => value(sql`details.language`, details(at)),
  'account.hasEmail': (at) => value(sql`(details.email is not null)`, details(at)),
  'account.createdDaysAgo': (at) => daysSince(createdOn(at), 0),
  'account.hasPaymentMethod': (at) => value(hasActiveMethod(at)),
  'account.paysAutomatically': (at) => value(paysAutomatically(at), activeSubscriptions(at)),
  'account.cardExpiresInDays': (at) => daysUntil(sql`default_card.expires_on`, defaultCard(at)),
  'account.daysToRenewal': (at) => daysUntil(sql`active_subscriptions.renews_on`, activeSubscriptions(at)),
  'account.daysSinceLastPayment': (at) => daysSince(sql`timeline.last_payment_on`, 0, timeline(at)),
  'account.failedPaymentsInLast': (at, params) => value(failedPayments(at, params)),
  'account.lastPaymentFailureCode': (at) => value(sql`last_failure.failure_code`, lastFailure(at)),
  'account.lastPaymentFailureKind': (at) => value(sql`last_failure.failure_kind`, lastFailure(at)),
  'account.onHold': (at) => value(onHold(at)),
  'account.promise': (at) => value(sql`coalesce(promises.latest, 'none')`, promises(at)),
  'account.brokenPromises': (at) => value(sql`promises.broken`, promises(at)),
  'account.collectionStatus': (at) => value(sql`coalesce(details.collection_status, 'none')`, details(at)),
  'account.serviceStatus': (at) => value(sql`coalesce(details.service_status, 'normal')`, details(at)),
};

function tags({ atSql }: MomentSql): SqlFragment {
  return sql`array(
    select tagged.tag
    from account_tags tagged
    where tagged.workspace_id = account.workspace_id and tagged.account_id = account.account_id
      and tagged.from_at <= ${atSql} and tagged.to_at > ${atSql}
    order by tagged.tag
  )`;
}

/** Not known at instants before the account was. */
function createdOn({ atSql, zone }: MomentSql): SqlFragment {
  return sql`(case when account.created_at <= ${atSql} then (account.created_at at time zone ${zone})::date end)`;
}

/** Active at the moment: a card whose last day has passed cannot be charged, whatever its row says. */
function activeMethod({ atSql, dateSql }: MomentSql): SqlFragment {
  return sql`method.workspace_id = account.workspace_id and method.account_id = account.account_id
      and method.from_at <= ${atSql} and method.to_at > ${atSql}
      and method.status = 'active' and (method.expires_on is null or method.expires_on >= ${dateSql})`;
}

function hasActiveMethod(at: MomentSql): SqlFragment {
  return sql`exists (select from payment_method_states method where ${activeMethod(at)})`;
}

/**
 * Whether invoices are meant to be collected automatically (an active subscription says so; where none says anything,
 * the invoice issued last) and can be (the default payment method is active). Not set where nothing says how.
 */
function paysAutomatically(at: MomentSql): SqlFragment {
  return sql`(case coalesce(active_subscriptions.automatic, ${lastInvoiceIsAutomatic(at)})
      when true then exists (
        select from payment_method_states method where ${activeMethod(at)} and method.is_default
      )
      when false then false
    end)`;
}

function lastInvoiceIsAutomatic({ atSql, dateSql }: MomentSql): SqlFragment {
  return sql`(
    select state.collection_method = 'automatic'
    from invoices issued
    join invoice_states state on state.workspace_id = issued.workspace_id and state.invoice_id = issued.invoice_id
    where issued.workspace_id = account.workspace_id and issued.account_id = account.account_id
      and issued.issued_on <= ${dateSql} and state.from_at <= ${atSql} and state.to_at > ${atSql}
      and state.status not in ('draft', 'void') and state.collection_method is not null
    order by issued.issued_on desc, issued.number desc
    limit 1
  )`;
}

const DEFAULT_WINDOW_DAYS = 30;

function failedPayments(moment: MomentSql, params: FieldParams): SqlFragment {
  const days = Number(params?.days ?? DEFAULT_WINDOW_DAYS);
  return sql`(
    select count(*)::integer
    from payment_states state
    where state.workspace_id = account.workspace_id and state.account_id = account.account_id
      and state.status = 'failed'
      and state.at >= ${instantSql(windowStart(moment, days))} and state.at <= ${moment.atSql}
  )`;
}

function onHold({ atSql }: MomentSql): SqlFragment {
  return sql`exists (
    select from holds hold
    where hold.workspace_id = account.workspace_id and hold.account_id = account.account_id
      and hold.invoice_id is null and ${holdInForce(atSql)}
  )`;
}
