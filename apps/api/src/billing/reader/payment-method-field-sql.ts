import { sql } from '@dunwell/engine';
import { daysUntil, value, type FactAt, type Join, type MomentSql } from './fact-sql.js';

/** Where each fact about the payment method of a payment method rule is found. */
export const paymentMethodFieldSql: Readonly<Record<string, FactAt>> = {
  'paymentMethod.expiresInDays': (at) => daysUntil(sql`method_now.expires_on`, methodNow(at)),
  'paymentMethod.type': (at) => value(sql`method_now.type`, methodNow(at)),
  'paymentMethod.brand': (at) => value(sql`method_now.brand`, methodNow(at)),
  'paymentMethod.status': (at) => value(status(at), methodNow(at)),
  'paymentMethod.isDefault': (at) => value(sql`method_now.is_default`, methodNow(at)),
};

export function methodNow({ atSql }: MomentSql): Join {
  return {
    name: 'method_now',
    sql: sql`left join payment_method_states method_now
      on method_now.workspace_id = payment_method.workspace_id
      and method_now.payment_method_id = payment_method.payment_method_id
      and method_now.from_at <= ${atSql} and method_now.to_at > ${atSql}`,
  };
}

/** An active card has expired once its last day has passed, whether or not the billing system has said so yet. */
function status({ dateSql }: MomentSql) {
  return sql`(case
      when method_now.status = 'active' and method_now.expires_on < ${dateSql} then 'expired'
      else method_now.status
    end)`;
}
