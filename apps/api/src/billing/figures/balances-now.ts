import { render, sql } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import type { NowSql } from '../lists/now-sql.js';

/** What accounts of one currency owe now, in minor units, and how many do. */
export interface BalancesNow {
  currency: string;
  overdue: number;
  overdueAccounts: number;
  outstanding: number;
  outstandingAccounts: number;
}

/** Balances of all accounts by currency, those in use with nothing owed included, in the order of their codes. */
export function balancesNow(manager: EntityManager, { workspaceSql, atSql }: NowSql): Promise<BalancesNow[]> {
  const { text, values } = render(sql`
    select account.currency, coalesce(sum(owing.overdue), 0)::bigint as overdue,
      (count(*) filter (where owing.overdue > 0))::integer as "overdueAccounts",
      coalesce(sum(owing.outstanding), 0)::bigint as outstanding,
      count(owing.account_id)::integer as "outstandingAccounts"
    from accounts account
    left join account_timeline owing
      on owing.workspace_id = ${workspaceSql} and owing.account_id = account.account_id
      and owing.outstanding > 0 and owing.from_at <= ${atSql} and owing.to_at > ${atSql}
    where account.workspace_id = ${workspaceSql}
    group by account.currency
    order by account.currency`);
  return manager.query<BalancesNow[]>(text, values);
}
