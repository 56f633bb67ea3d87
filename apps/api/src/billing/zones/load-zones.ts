import type { EntityManager } from 'typeorm';
import { fromTheBeginning, type AccountZone } from './account-zones.js';

interface ZoneRow {
  account_id: string;
  from_date: string;
  time_zone: string;
  own: boolean;
}

/** The zones of accounts over time, each list in the order of its dates. */
export async function loadZones(
  manager: EntityManager,
  workspaceId: string,
  accountIds: readonly string[],
): Promise<Map<string, AccountZone[]>> {
  const zones = new Map<string, AccountZone[]>(accountIds.map((id) => [id, []]));
  if (accountIds.length === 0) return zones;
  const rows = await manager.query<ZoneRow[]>(
    `select account_id, from_date, time_zone, own from account_zones
     where workspace_id = $1 and account_id = any($2::uuid[]) order by from_date`,
    [workspaceId, accountIds],
  );
  for (const row of rows) {
    zones.get(row.account_id)?.push({ fromDate: row.from_date, timeZone: row.time_zone, own: row.own });
  }
  return zones;
}

/** The workspace's zones over time, as an account without its own has them. */
export async function workspaceZones(manager: EntityManager, workspaceId: string): Promise<AccountZone[]> {
  const rows = await manager.query<{ from_date: string; time_zone: string }[]>(
    'select from_date, time_zone from workspace_zones where workspace_id = $1 order by from_date',
    [workspaceId],
  );
  return fromTheBeginning(
    rows.map((row) => ({ fromDate: row.from_date, timeZone: row.time_zone, own: false })),
  );
}
