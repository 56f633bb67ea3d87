import type { EntityManager } from 'typeorm';
import { groupBy } from '../../platform/group-by.js';
import { mustGet } from '../../platform/must.js';
import type { VersionsInWorkspace } from '../decide/versions-in-workspace.js';
import { markChecked } from '../journeys/save-journeys.js';
import type { Claim } from './claim.js';
import { lockChangedDeliveries } from './due-delivery.js';
import { endJourneys } from './end-journeys.js';
import { freshInstant, lockAccounts } from './lock-accounts.js';
import { exitsSinceCheck } from './states-since-check.js';

/**
 * Ends journeys whose exit has held since the facts of their account changed, though nothing of theirs is to be claimed
 * now: they wait for a retry or an operator, or their automation is paused (S13, S16). Returns how many were looked at.
 */
export async function checkExits(
  manager: EntityManager,
  versions: VersionsInWorkspace,
  claim: Pick<Claim, 'workspaceId' | 'now' | 'businessNow' | 'limit'>,
): Promise<number> {
  const { workspaceId } = claim;
  const changed = await lockChangedDeliveries(manager, claim);
  if (changed.length === 0) return 0;
  const locked = await lockAccounts(
    manager,
    workspaceId,
    changed.map(({ accountId }) => accountId),
  );
  const now = freshInstant(locked, await claim.businessNow());
  for (const group of groupBy(
    changed,
    ({ automationId, version }) => `${automationId} ${version}`,
  ).values()) {
    const automation = await versions.get(group[0].automationId, group[0].version);
    const exits = await exitsSinceCheck(manager, automation, group, now);
    const over = group.flatMap((delivery) => {
      const end = exits.get(delivery.journeyId);
      return end ? [{ delivery, end }] : [];
    });
    await endJourneys(manager, workspaceId, over, now);
  }
  await markChecked(
    manager,
    workspaceId,
    changed.map(({ journeyId, accountId }) => ({
      journeyId,
      changeNo: mustGet(locked.changeNos, accountId),
    })),
    now,
  );
  await lookAgainAtHeld(
    manager,
    workspaceId,
    changed.map(({ key }) => key),
    now,
  );
  return changed.length;
}

/** What the change means for a step held back is for its next claim to say, when its automation goes on (S14). */
async function lookAgainAtHeld(
  manager: EntityManager,
  workspaceId: string,
  keys: readonly string[],
  now: Date,
): Promise<void> {
  await manager.query(
    `update deliveries set due_at = $3
     where workspace_id = $1 and key = any ($2) and status = 'due' and held_because is not null`,
    [workspaceId, keys, now],
  );
}
