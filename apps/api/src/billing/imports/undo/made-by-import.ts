import type { BillingEntity } from '@dunwell/contract';
import { identifier, joinSql, sql, type SqlFragment } from '@dunwell/engine';
import type { ImportKey } from '../import-store.js';

/** The table of an entity's rows; those of tags are counted by account and tag. */
export const TABLE_OF: Readonly<Record<BillingEntity, string>> = {
  accounts: 'accounts',
  invoices: 'invoices',
  payments: 'payments',
  credits: 'credits',
  subscriptions: 'subscriptions',
  paymentMethods: 'payment_methods',
  tags: 'account_tags',
};

/** What belongs to an account and remembers its import. */
const OF_ACCOUNTS = Object.values(TABLE_OF).filter((table) => table !== 'accounts');

/** Rows that an import made. */
export function madeBy({ workspaceId, importId }: ImportKey, table: string): SqlFragment {
  return sql`select * from ${identifier(table)}
    where workspace_id = ${workspaceId}::uuid and import_id = ${importId}::uuid`;
}

/** The accounts that an import made or gave anything to: rows of account_id, each once. */
export function touchedAccounts(key: ImportKey): SqlFragment {
  return joinSql(
    [...OF_ACCOUNTS, 'accounts'].map((table) => sql`select account_id from (${madeBy(key, table)}) made`),
    ' union all ',
  );
}

/** Accounts that an import made and to which anything else has been given since: rows of account_id. */
export function accountsWithMore(key: ImportKey): SqlFragment {
  const { workspaceId, importId } = key;
  const others = OF_ACCOUNTS.map(
    (table) => sql`
      select other.account_id from (${madeBy(key, 'accounts')}) made
      join ${identifier(table)} other on other.workspace_id = ${workspaceId}::uuid
        and other.account_id = made.account_id and other.import_id is distinct from ${importId}::uuid`,
  );
  const held = sql`
      select hold.account_id from (${madeBy(key, 'accounts')}) made
      join holds hold on hold.workspace_id = ${workspaceId}::uuid and hold.account_id = made.account_id`;
  return joinSql([...others, held], ' union all ');
}

/** Invoices that an import made and that others speak of since, with money set against them or a hold: rows of invoice_id. */
export function invoicesSpokenOf(key: ImportKey): SqlFragment {
  const { workspaceId, importId } = key;
  const money = (['payment', 'credit'] as const).map((kind) => {
    const id = identifier(`${kind}_id`);
    return sql`
      select allocation.invoice_id from (${madeBy(key, 'invoices')}) made
      join ${identifier(`${kind}_allocations`)} allocation
        on allocation.workspace_id = ${workspaceId}::uuid and allocation.invoice_id = made.invoice_id
      join ${identifier(`${kind}s`)} money
        on money.workspace_id = ${workspaceId}::uuid and money.${id} = allocation.${id}
        and money.import_id is distinct from ${importId}::uuid`;
  });
  const held = sql`
      select hold.invoice_id from (${madeBy(key, 'invoices')}) made
      join holds hold on hold.workspace_id = ${workspaceId}::uuid and hold.invoice_id = made.invoice_id`;
  return joinSql([...money, held], ' union all ');
}
