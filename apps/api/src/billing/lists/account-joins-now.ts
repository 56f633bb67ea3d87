import { sql } from '@dunwell/engine';
import type { Join } from '../reader/fact-sql.js';
import type { NowSql } from './now-sql.js';

// Each finds at most one row of an account, called `account`. By `to_at`, since at business now nearly all of a timeline
// lies before it, and with the predicates of the partial indexes written out.

/** What it owes, where anything. */
export function owing({ workspaceSql, atSql }: NowSql): Join {
  return {
    name: 'owing',
    sql: sql`left join account_timeline owing
      on owing.workspace_id = ${workspaceSql} and owing.account_id = account.account_id
      and owing.outstanding > 0 and owing.from_at <= ${atSql} and owing.to_at > ${atSql}`,
  };
}

/** What it owes, where anything is overdue. */
export function debtNow({ workspaceSql, atSql }: NowSql): Join {
  return {
    name: 'debt',
    sql: sql`left join account_timeline debt
      on debt.workspace_id = ${workspaceSql} and debt.account_id = account.account_id
      and debt.overdue > 0 and debt.from_at <= ${atSql} and debt.to_at > ${atSql}`,
  };
}
