import { sql, type SqlFragment } from '@dunwell/engine';
import type { InstantSql, Join } from './fact-sql.js';

/** The account's promises to pay as they stand at the moment: the state of the latest and how many were broken. */
export function promises(moment: InstantSql): Join {
  return {
    name: 'promises',
    sql: sql`left join lateral (
        select (array_agg(promise.state order by promise.from_at desc, promise.hold_id desc))[1] as latest,
          (array_agg(promise.hold_id order by promise.from_at desc, promise.hold_id desc))[1] as latest_id,
          count(*) filter (where promise.state = 'kept')::integer as kept,
          count(*) filter (where promise.state = 'broken')::integer as broken
        from (${promiseStates(moment, ACCOUNT)}) promise
        where promise.state is not null
      ) promises on true`,
  };
}

const ACCOUNT = { workspaceId: sql`account.workspace_id`, accountId: sql`account.account_id` };

/** A query of an account's promises and where each stands: the columns of holds, ends_at and state; null: taken back. */
export function promiseStates(
  moment: InstantSql,
  { workspaceId, accountId }: { workspaceId: SqlFragment; accountId: SqlFragment },
): SqlFragment {
  return sql`select hold.*, ${promiseState(moment)} as state
          from ${HOLDS_WITH_END} hold
          where hold.workspace_id = ${workspaceId} and hold.account_id = ${accountId}
            and hold.reason = 'promiseToPay' and hold.from_at <= ${moment.atSql}`;
}

/** Holds with the instant at which they are over, whether at their end or lifted before it. */
export const HOLDS_WITH_END = sql`(
            select *, least(until_at, coalesce(lifted_at, 'infinity')) as ends_at from holds
          )`;

/**
 * How a promise stands at the moment, of a row `hold` of the holds with their end that has begun. Kept: before its end
 * nothing was overdue any more (a promise about an invoice: nothing remained of that one), or the payments since it was
 * given reached the promised amount. Open until its end, broken after it; one that was lifted before its end without
 * being kept was taken back, is null here and counts as none.
 */
export function promiseState(moment: InstantSql): SqlFragment {
  return sql`case
              when ${debtCleared(moment)} or hold.promised_amount <= ${paidSince(moment)} then 'kept'
              when hold.ends_at > ${moment.atSql} then 'open'
              when hold.ends_at = hold.until_at then 'broken'
            end`;
}

function debtCleared({ atSql }: InstantSql): SqlFragment {
  return sql`case
      when hold.invoice_id is null then exists (
        select from account_timeline cleared
        where cleared.workspace_id = hold.workspace_id and cleared.account_id = hold.account_id
          and cleared.overdue = 0 and cleared.to_at > hold.from_at
          and cleared.from_at <= ${atSql} and cleared.from_at < hold.ends_at
      )
      else exists (
        select from invoice_timeline cleared
        where cleared.workspace_id = hold.workspace_id and cleared.invoice_id = hold.invoice_id
          and cleared.remaining = 0 and cleared.to_at > hold.from_at
          and cleared.from_at <= ${atSql} and cleared.from_at < hold.ends_at
      )
    end`;
}

/**
 * What was paid between the beginning of a row `hold` and its end, as of the moment: money counts from its payment until
 * a reversal (S3); what was taken back before the end kept no promise.
 */
export function paidSince({ atSql }: InstantSql): SqlFragment {
  return sql`(
      select coalesce(sum(payment.amount), 0)::bigint
      from payments payment
      cross join lateral (
        select min(state.at) as paid_at, max(state.reversed_at) as reversed_at
        from payment_states state
        where state.workspace_id = payment.workspace_id and state.payment_id = payment.payment_id
          and state.status in ('succeeded', 'refunded', 'chargedBack')
      ) money
      where payment.workspace_id = hold.workspace_id and payment.account_id = hold.account_id
        and money.paid_at >= hold.from_at and money.paid_at <= ${atSql} and money.paid_at < hold.ends_at
        and (money.reversed_at is null or money.reversed_at > least(${atSql}, hold.ends_at))
    )`;
}
