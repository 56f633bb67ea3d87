import type { EntityManager } from 'typeorm';
import { newId } from '../../platform/database/ids.js';
import { ACCOUNT_DETAILS, ACCOUNT_ZONES } from '../facts/tables.js';
import { insertRows } from '../facts/rows.js';
import { zoneRows, type AccountZone } from '../zones/account-zones.js';
import { loadZones, workspaceZones } from '../zones/load-zones.js';
import { NO_DETAILS, detailRows } from '../facts/account-details.js';
import { always } from '../facts/held.js';
import type { ApplyContext } from './apply-context.js';

export interface LockedAccount {
  accountId: string;
  key: string;
  currency: string;
  zones: AccountZone[];
  /** What its zones are, or would be, without one of its own. */
  workspaceZones: AccountZone[];
  /** It did not exist before this write. */
  isNew: boolean;
}

/**
 * Locks the accounts with these keys, in the order of their ids (S13), creating those that are not known and come with
 * a currency. What is not in the answer neither exists nor could be created.
 */
export async function lockAccounts(
  manager: EntityManager,
  context: ApplyContext,
  { keys, currencies }: { keys: readonly string[]; currencies: ReadonlyMap<string, string> },
): Promise<Map<string, LockedAccount>> {
  const created = await createMissing(manager, context, currencies);
  const rows = await manager.query<{ account_id: string; key: string; currency: string }[]>(
    `select account_id, key, currency from accounts
     where workspace_id = $1 and key = any($2::text[])
     order by account_id for no key update`,
    [context.workspaceId, keys],
  );
  const zones = await loadZones(
    manager,
    context.workspaceId,
    rows.map((row) => row.account_id).filter((id) => !created.has(id)),
  );
  const ofWorkspace = await workspaceZones(manager, context.workspaceId);
  return new Map(
    rows.map((row) => [
      row.key,
      {
        accountId: row.account_id,
        key: row.key,
        currency: row.currency,
        zones: zones.get(row.account_id) ?? ofWorkspace,
        workspaceZones: ofWorkspace,
        isNew: created.has(row.account_id),
      },
    ]),
  );
}

/** Gives accounts that were created by the way their zone and their, still empty, details. */
export async function completeAccounts(
  manager: EntityManager,
  workspaceId: string,
  accounts: readonly LockedAccount[],
): Promise<void> {
  await insertRows(
    manager,
    ACCOUNT_ZONES,
    workspaceId,
    accounts.flatMap(({ accountId, zones }) => zoneRows(accountId, zones)),
  );
  await insertRows(
    manager,
    ACCOUNT_DETAILS,
    workspaceId,
    accounts.flatMap(({ accountId }) => detailRows(accountId, always(NO_DETAILS))),
  );
}

/** Takes back accounts that were created for rows which were rejected after all. */
export async function removeAccounts(
  manager: EntityManager,
  workspaceId: string,
  accounts: readonly LockedAccount[],
): Promise<void> {
  if (accounts.length === 0) return;
  await manager.query('delete from accounts where workspace_id = $1 and account_id = any($2::uuid[])', [
    workspaceId,
    accounts.map(({ accountId }) => accountId),
  ]);
}

/** In the order of their keys, so that two writers that create the same ones cannot block each other. */
async function createMissing(
  manager: EntityManager,
  context: ApplyContext,
  currencies: ReadonlyMap<string, string>,
): Promise<Set<string>> {
  if (currencies.size === 0) return new Set();
  const rows = [...currencies].map(([key, currency]) => ({ id: newId(), key, currency }));
  const created = await manager.query<{ account_id: string }[]>(
    `insert into accounts (workspace_id, account_id, key, currency, created_at, import_id)
     select $1, missing.account_id, missing.key, missing.currency, $5, $6
     from unnest($2::uuid[], $3::text[], $4::text[]) as missing(account_id, key, currency)
     where not exists (select from accounts known where known.workspace_id = $1 and known.key = missing.key)
     order by missing.key
     on conflict (workspace_id, key) do nothing
     returning account_id`,
    [
      context.workspaceId,
      rows.map(({ id }) => id),
      rows.map(({ key }) => key),
      rows.map(({ currency }) => currency),
      context.now.toISOString(),
      context.importId ?? null,
    ],
  );
  return new Set(created.map((row) => row.account_id));
}
