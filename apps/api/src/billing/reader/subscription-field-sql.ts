import { sql } from '@dunwell/engine';
import { daysUntil, value, type FactAt, type Join, type MomentSql } from './fact-sql.js';

/** Where each fact about the subscription of a subscription rule is found. */
export const subscriptionFieldSql: Readonly<Record<string, FactAt>> = {
  'subscription.status': (at) => value(sql`subscription_now.status`, subscriptionNow(at)),
  'subscription.plan': (at) => value(sql`subscription_now.plan`, subscriptionNow(at)),
  'subscription.endsInDays': (at) => daysUntil(sql`subscription_now.ends_on`, subscriptionNow(at)),
  'subscription.renewsInDays': (at) => daysUntil(sql`subscription_now.renews_on`, subscriptionNow(at)),
  'subscription.trialEndsInDays': (at) => daysUntil(sql`subscription_now.trial_ends_on`, subscriptionNow(at)),
  'subscription.collectionMethod': (at) =>
    value(sql`subscription_now.collection_method`, subscriptionNow(at)),
};

/**
 * The subscription as it stands at the moment (S23): none before it started, `ended` from its end date on. Its end is
 * known while it lies ahead; it renews while active (S9), on a date that has not passed and comes before its end.
 */
export function subscriptionNow({ atSql, dateSql }: MomentSql): Join {
  return {
    name: 'subscription_now',
    sql: sql`left join (
        select state.workspace_id, state.subscription_id, state.plan, state.collection_method,
          case when state.ended_on <= ${dateSql} then 'ended' else state.status end as status,
          case when state.status <> 'ended' and state.ended_on > ${dateSql} then state.ended_on end as ends_on,
          case
            when state.status in ('active', 'trialing', 'pastDue') and state.renews_on >= ${dateSql}
              and (state.ended_on is null or (state.ended_on > ${dateSql} and state.renews_on < state.ended_on))
            then state.renews_on
          end as renews_on,
          case
            when state.status = 'trialing' and state.trial_ends_on >= ${dateSql}
              and (state.ended_on is null or state.ended_on > ${dateSql})
            then state.trial_ends_on
          end as trial_ends_on
        from subscription_states state
        where state.from_at <= ${atSql} and state.to_at > ${atSql} and state.started_on <= ${dateSql}
      ) subscription_now on subscription_now.workspace_id = subscription.workspace_id
        and subscription_now.subscription_id = subscription.subscription_id`,
  };
}
