import type { AccountTotals, CurrencyTotals } from '@dunwell/contract';
import { joinSql, render, sql, type SqlFragment } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { joinsOf } from '../reader/fact-sql.js';
import { owing } from './account-joins-now.js';
import type { AccountSelection } from './list-accounts.js';
import type { NowSql } from './now-sql.js';

/** What the accounts of a selection owe together, by currency: sums over the very rows that the list gives. */
export async function accountTotals(
  manager: EntityManager,
  now: NowSql,
  selection: AccountSelection,
): Promise<AccountTotals> {
  const { text, values } = render(statement(now, selection));
  const currencies = await manager.query<CurrencyTotals[]>(text, values);
  return { accounts: currencies.reduce((sum, { accounts }) => sum + accounts, 0), currencies };
}

/** An account that owes nothing, and so has nothing overdue, has no row to be joined. */
function statement(now: NowSql, { where, joins, amount }: AccountSelection): SqlFragment {
  const needed = joinsOf([{ joins }, { joins: [owing(now)] }]);
  return sql`
    select account.currency, count(*)::integer as accounts,
      (count(*) filter (where owing.overdue > 0))::integer as "pastDue",
      coalesce(sum(owing.overdue), 0)::bigint as overdue,
      coalesce(sum(owing.outstanding), 0)::bigint as outstanding,
      ${amount === undefined ? sql`null::bigint` : sql`coalesce(sum(${amount}), 0)::bigint`} as "paidAfterContact"
    from accounts account ${joinSql(
      needed.map((join) => join.sql),
      ' ',
    )}
    where ${joinSql([sql`account.workspace_id = ${now.workspaceSql}`, ...where], ' and ')}
    group by account.currency
    order by account.currency`;
}
