import { sql, type SqlFragment } from '@dunwell/engine';
import type { NowSql } from './now-sql.js';

/** A query of the payments whose money has come and counts now (S3): payment_id, account_id, amount, paid_at. */
export function moneyReceived({ workspaceSql, atSql }: NowSql): SqlFragment {
  return sql`select money.payment_id, money.account_id, payment.amount, money.at as paid_at
      from payment_states money
      join payments payment on payment.workspace_id = money.workspace_id and payment.payment_id = money.payment_id
      where money.workspace_id = ${workspaceSql} and money.status in ('succeeded', 'refunded', 'chargedBack')
        and money.at <= ${atSql} and (money.reversed_at is null or money.reversed_at > ${atSql})`;
}
