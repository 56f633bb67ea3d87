import { sql } from '@dunwell/engine';
import type { InstantSql, Join, MomentSql } from './fact-sql.js';

/**
 * The account's balance at the moment. Its timeline has no gaps: every account has exactly one row at any instant.
 * By its range the planner finds the accounts that are overdue at an instant without reading every account's history,
 * by the comparison, which the range implies, one account's row.
 */
export function timeline({ atSql }: InstantSql): Join {
  return {
    name: 'timeline',
    sql: sql`left join account_timeline timeline
      on timeline.workspace_id = account.workspace_id and timeline.account_id = account.account_id
      and timeline.from_at <= ${atSql} and tstzrange(timeline.from_at, timeline.to_at) @> ${atSql}`,
  };
}

/**
 * The same row where something is overdue. Apart from `timeline`, since only with `overdue > 0` in the join itself may
 * the planner answer "opened on this date" from the index of overdue rows.
 */
export function debt({ atSql }: MomentSql): Join {
  return {
    name: 'debt',
    sql: sql`left join account_timeline debt
      on debt.workspace_id = account.workspace_id and debt.account_id = account.account_id and debt.overdue > 0
      and debt.from_at <= ${atSql} and tstzrange(debt.from_at, debt.to_at) @> ${atSql}`,
  };
}

export function details({ atSql }: InstantSql): Join {
  return {
    name: 'details',
    sql: sql`left join account_details details
      on details.workspace_id = account.workspace_id and details.account_id = account.account_id
      and details.from_at <= ${atSql} and details.to_at > ${atSql}`,
  };
}

/** What the active subscriptions (S9) say together; a subscription has ended from its end date on (S23). */
export function activeSubscriptions({ atSql, dateSql }: MomentSql): Join {
  return {
    name: 'active_subscriptions',
    sql: sql`left join lateral (
        select count(*)::integer as count,
          array_agg(distinct state.plan order by state.plan) filter (where state.plan is not null) as plans,
          min(state.renews_on) filter (
            where state.renews_on >= ${dateSql} and (state.ended_on is null or state.renews_on < state.ended_on)
          ) as renews_on,
          bool_or(state.collection_method = 'automatic') as automatic
        from subscription_states state
        where state.workspace_id = account.workspace_id and state.account_id = account.account_id
          and state.from_at <= ${atSql} and state.to_at > ${atSql}
          and state.status in ('active', 'trialing', 'pastDue')
          and state.started_on <= ${dateSql} and (state.ended_on is null or state.ended_on > ${dateSql})
      ) active_subscriptions on true`,
  };
}

/**
 * The default card that expires first, should there be two. A plain join: "expires in n days" is then answered from
 * the index of expiry dates.
 */
export function defaultCard({ atSql }: Pick<MomentSql, 'atSql'>): Join {
  return {
    name: 'default_card',
    sql: sql`left join payment_method_states default_card
      on default_card.workspace_id = account.workspace_id and default_card.account_id = account.account_id
      and default_card.from_at <= ${atSql} and default_card.to_at > ${atSql}
      and default_card.is_default and default_card.status <> 'removed' and default_card.expires_on is not null
      and not exists (
        select from payment_method_states sooner
        where sooner.workspace_id = default_card.workspace_id and sooner.account_id = default_card.account_id
          and sooner.from_at <= ${atSql} and sooner.to_at > ${atSql}
          and sooner.is_default and sooner.status <> 'removed'
          and (sooner.expires_on, sooner.payment_method_id) < (default_card.expires_on, default_card.payment_method_id)
      )`,
  };
}

/** The last failed payment; its code and kind may be missing. */
export function lastFailure({ atSql }: MomentSql): Join {
  return {
    name: 'last_failure',
    sql: sql`left join lateral (
        select state.failure_code, state.failure_kind
        from payment_states state
        where state.workspace_id = account.workspace_id and state.account_id = account.account_id
          and state.status = 'failed' and state.at <= ${atSql}
        order by state.at desc, state.payment_id desc
        limit 1
      ) last_failure on true`,
  };
}
