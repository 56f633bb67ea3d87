import { sql, type SqlFragment } from '@dunwell/engine';
import type { Join, MomentSql } from './fact-sql.js';

type At = Pick<MomentSql, 'atSql'>;

/**
 * The account's promises to pay as they stand at the moment: the state of the latest and how many were broken.
 * Kept: before its end nothing was overdue any more (a promise about an invoice: nothing remained of that one), or the
 * payments since it was given reached the promised amount. Open until its end, broken after it; one that was lifted
 * before its end without being kept was taken back and counts as none.
 */
export function promises(moment: At): Join {
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
  moment: At,
  { workspaceId, accountId }: { workspaceId: SqlFragment; accountId: SqlFragment },
): SqlFragment {
  const { atSql } = moment;
  return sql`select hold.*,
            case
              when ${debtCleared(moment)} or ${amountPaid(moment)} then 'kept'
              when hold.ends_at > ${atSql} then 'open'
              when hold.ends_at = hold.until_at then 'broken'
            end as state
          from (
            select *, least(until_at, coalesce(lifted_at, 'infinity')) as ends_at from holds
          ) hold
          where hold.workspace_id = ${workspaceId} and hold.account_id = ${accountId}
            and hold.reason = 'promiseToPay' and hold.from_at <= ${atSql}`;
}

function debtCleared({ atSql }: At): SqlFragment {
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
 * Money counts from its payment until a reversal (S3); what was taken back before the end kept no promise. Its states are
 * read per payment: grouped in a join, those of the whole workspace would be for each promise.
 */
function amountPaid({ atSql }: At): SqlFragment {
  return sql`hold.promised_amount <= (
      select sum(payment.amount)
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
