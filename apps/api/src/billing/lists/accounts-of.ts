import { joinSql, render, sql } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import type { Selection } from './account-conditions.js';
import type { NowSql } from './now-sql.js';

/** An account as far as it has to be named. */
export interface AccountName {
  accountId: string;
  key: string;
}

/** The accounts of a selection, by key. */
export function accountsOf(
  manager: EntityManager,
  { workspaceSql }: NowSql,
  { where, joins }: Selection,
  limit: number,
): Promise<AccountName[]> {
  const { text, values } = render(sql`
    select account.account_id as "accountId", account.key
    from accounts account ${joinSql([sql``, ...joins.map((join) => join.sql)], ' ')}
    where ${joinSql([sql`account.workspace_id = ${workspaceSql}`, ...where], ' and ')}
    order by account.key
    limit ${limit}`);
  return manager.query<AccountName[]>(text, values);
}
