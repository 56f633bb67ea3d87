import type { EntityManager } from 'typeorm';
import { connectorOf } from '../../connectors/connectors.js';
import { groupBy } from '../../platform/group-by.js';
import { mustGet } from '../../platform/must.js';
import type { VersionsInWorkspace } from '../decide/versions-in-workspace.js';
import { markChecked } from '../journeys/save-journeys.js';
import { advanceJourneys, type JourneyWithOutcome } from './advance-journeys.js';
import type { Claim } from './claim.js';
import { lockDueDeliveries } from './due-delivery.js';
import { effectContexts } from './effect-context.js';
import type { EffectTools } from './effect-tools.js';
import { freshInstant, lockAccounts } from './lock-accounts.js';
import { siftDeliveries } from './sift-deliveries.js';
import { finishInside, markNeedsAttention, type InsideResult } from './write-deliveries.js';

/**
 * Has the effects that lie inside the database (tags, attributes, tasks) and moves their journeys on, all in the given
 * transaction: they happen with their record or not at all (S15). Returns how many were due.
 */
export async function runInside(
  manager: EntityManager,
  { connectors, links }: EffectTools,
  versions: VersionsInWorkspace,
  claim: Omit<Claim, 'worker' | 'machineNow'>,
): Promise<number> {
  const { workspaceId } = claim;
  const due = await lockDueDeliveries(manager, { ...claim, where: 'inside' });
  if (due.length === 0) return 0;
  // All of them first, in the order of their ids: the effects lock them one by one.
  const locked = await lockAccounts(
    manager,
    workspaceId,
    due.map(({ accountId }) => accountId),
  );
  const now = freshInstant(locked, await claim.businessNow());
  const results: InsideResult[] = [];
  const moved: JourneyWithOutcome[] = [];
  for (const group of groupBy(due, ({ automationId, version }) => `${automationId} ${version}`).values()) {
    const automation = await versions.get(group[0].automationId, group[0].version);
    const free = await siftDeliveries(manager, automation, group, now);
    const contexts = await effectContexts(manager, automation, free, { now, links });
    for (const [kind, alike] of groupBy(free, ({ action }) => action.kind)) {
      const connector = connectorOf(connectors, kind);
      if (connector.where !== 'inside') throw new Error(`${kind} is not had inside the database.`);
      const outcomes = await connector.apply(
        manager,
        alike.map(({ action, key }) => ({ action, context: mustGet(contexts, key) })),
      );
      for (const [at, delivery] of alike.entries()) {
        const applied = outcomes[at];
        if (applied === undefined) throw new Error(`${kind} told nothing of ${delivery.key}.`);
        results.push({ key: delivery.key, ...applied });
        const { step, occurrence } = delivery;
        const result = applied.kind === 'done' ? 'done' : 'failed';
        moved.push({ ...delivery, outcome: { step, occurrence, result } });
      }
    }
  }
  await markChecked(
    manager,
    workspaceId,
    due.map(({ journeyId, accountId }) => ({ journeyId, changeNo: mustGet(locked.changeNos, accountId) })),
    now,
  );
  if (moved.length > 0) {
    await finishInside(manager, workspaceId, results, now);
    const forOperator = await advanceJourneys(manager, workspaceId, versions, moved, now);
    const needing = due.filter(({ journeyId }) => forOperator.has(journeyId)).map(({ key }) => key);
    if (needing.length > 0) await markNeedsAttention(manager, workspaceId, needing);
  }
  return due.length;
}
