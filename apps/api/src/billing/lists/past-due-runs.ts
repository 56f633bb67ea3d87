import type { ListedRibbon } from '@dunwell/contract';
import { addDays, businessDateIn, streakRuns } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { groupBy } from '../../platform/group-by.js';
import { instantText } from '../facts/rows.js';
import { zoneHistory } from '../zones/account-zones.js';
import { loadZones } from '../zones/load-zones.js';

/** How many dates a row of a list looks back, today included. */
const DATES = 120;
/** Before the first of them in every zone. */
const LOOK_BACK = (DATES + 2) * 24 * 3_600_000;

interface StreakRow {
  account_id: string;
  opened_on: string;
  ended_at: Date | null;
}

/** The dates on which accounts were past due lately, as runs in one streak each, by account id. */
export async function pastDueRuns(
  manager: EntityManager,
  workspaceId: string,
  accountIds: readonly string[],
  now: number,
): Promise<Map<string, ListedRibbon>> {
  const zones = await loadZones(manager, workspaceId, accountIds);
  const rows = await manager.query<StreakRow[]>(
    `select account_id, opened_on, ended_at
     from streaks
     where workspace_id = $1 and account_id = any($2::uuid[]) and invoice_id is null and merged_into is null
       and opened_at is distinct from ended_at and opened_at <= $3 and (ended_at is null or ended_at > $4)
     order by opened_at`,
    [workspaceId, accountIds, instantText(now), instantText(now - LOOK_BACK)],
  );
  const streaks = groupBy(
    rows,
    ({ account_id }) => account_id,
    ({ opened_on, ended_at }) => ({ openedOn: opened_on, endedAt: ended_at?.getTime() ?? null }),
  );
  return new Map(
    accountIds.map((id) => {
      const history = zoneHistory(zones.get(id) ?? []);
      const to = businessDateIn(history, now);
      const from = addDays(to, 1 - DATES);
      return [id, { from, to, runs: streakRuns(streaks.get(id) ?? [], history, { from, to }) }];
    }),
  );
}
