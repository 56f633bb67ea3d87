import type { AttributeType } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import type { AttributeTypes } from './attribute-sql.js';

/** The currencies of the workspace's accounts, in order. */
export async function currenciesInUse(manager: EntityManager, workspaceId: string): Promise<string[]> {
  // From one currency to the next by the index: a workspace has few currencies and many accounts.
  const rows = await manager.query<{ currency: string }[]>(
    `with recursive currencies (currency) as (
       select min(currency) from accounts where workspace_id = $1
       union all
       select (select min(currency) from accounts where workspace_id = $1 and currency > currencies.currency)
       from currencies
       where currencies.currency is not null
     )
     select currency from currencies where currency is not null order by currency`,
    [workspaceId],
  );
  return rows.map(({ currency }) => currency);
}

/** The attributes declared in the workspace (S18). */
export async function attributeTypes(manager: EntityManager, workspaceId: string): Promise<AttributeTypes> {
  const rows = await manager.query<{ subject: keyof AttributeTypes; name: string; type: AttributeType }[]>(
    `select subject, name, type from attribute_definitions where workspace_id = $1 order by subject, name`,
    [workspaceId],
  );
  const types: AttributeTypes = { account: {}, invoice: {} };
  for (const { subject, name, type } of rows) types[subject][name] = type;
  return types;
}

/** The ids of the accounts that exist, by key. */
export async function resolveAccountKeys(
  manager: EntityManager,
  workspaceId: string,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const rows = await manager.query<{ key: string; account_id: string }[]>(
    `select key, account_id from accounts where workspace_id = $1 and key = any($2::text[])`,
    [workspaceId, keys],
  );
  return new Map(rows.map(({ key, account_id }) => [key, account_id]));
}
