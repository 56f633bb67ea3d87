import type { EntityManager } from 'typeorm';
import { takeUntoldChanges } from '../../billing/billing-reader.js';

/**
 * Has journeys looked at now whose account's facts have changed since they were looked at last (S13), so that nobody has
 * to search all that wait. Returns for how many accounts.
 */
export async function wakeJourneys(
  manager: EntityManager,
  { workspaceId, now, limit }: { workspaceId: string; now: Date; limit: number },
): Promise<number> {
  const changes = await takeUntoldChanges(manager, workspaceId, limit);
  if (changes.length === 0) return 0;
  await manager.query(
    `with woken as (
       select j.journey_id
       from jsonb_to_recordset($2::jsonb) change("accountId" uuid, "changeNo" bigint)
       join journeys j on j.workspace_id = $1 and j.account_id = change."accountId"
       where j.status = 'underWay' and j.checked_change_no < change."changeNo" and j.look_at > $3
       order by j.journey_id
       for no key update of j
     )
     update journeys j set look_at = $3 from woken where j.workspace_id = $1 and j.journey_id = woken.journey_id`,
    [workspaceId, JSON.stringify(changes), now],
  );
  return changes.length;
}

/** Has these journeys looked at now, whatever they wait for. */
export async function lookSoon(
  manager: EntityManager,
  workspaceId: string,
  journeyIds: readonly string[],
  now: Date,
): Promise<void> {
  if (journeyIds.length === 0) return;
  await manager.query(
    `update journeys set look_at = least(look_at, $3)
     where workspace_id = $1 and journey_id = any ($2) and status = 'underWay'`,
    [workspaceId, journeyIds, now],
  );
}
