import type { CalendarDate, ZoneHistory } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';

/** The zones in which the workspace has accounts on a date (S21), in the order of their names. */
export async function zonesInUse(
  manager: EntityManager,
  workspaceId: string,
  date: CalendarDate,
): Promise<string[]> {
  // From one zone's name to the next by the index: a workspace has few zones and many accounts.
  const rows = await manager.query<{ name: string }[]>(
    `with recursive zone (name) as (
       select min(time_zone) from account_zones where workspace_id = $1
       union all
       select (select min(time_zone) from account_zones where workspace_id = $1 and time_zone > zone.name)
       from zone
       where zone.name is not null
     )
     select name
     from zone
     where exists (
       select from account_zones
       where workspace_id = $1 and time_zone = name and from_date <= $2 and to_date > $2
     )
     order by name`,
    [workspaceId, date],
  );
  return rows.map(({ name }) => name);
}

/** The zones of accounts over time (S21), by account id. */
export async function accountZones(
  manager: EntityManager,
  workspaceId: string,
  accountIds: readonly string[],
): Promise<Map<string, ZoneHistory>> {
  const rows = await manager.query<{ account_id: string; from_dates: string[]; zones: string[] }[]>(
    `select account_id, array_agg(from_date order by from_date) as from_dates,
       array_agg(time_zone order by from_date) as zones
     from account_zones
     where workspace_id = $1 and account_id = any($2::uuid[])
     group by account_id`,
    [workspaceId, accountIds],
  );
  return new Map(
    rows.map(({ account_id, from_dates, zones }) => [
      account_id,
      zones.map((zone, index) => ({ from: index === 0 ? null : (from_dates[index] ?? null), zone })),
    ]),
  );
}
