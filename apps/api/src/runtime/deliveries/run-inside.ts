import type { EntityManager } from 'typeorm';
import { connectorOf, type Connectors } from '../../connectors/connectors.js';
import { groupBy } from '../../platform/group-by.js';
import type { VersionsInWorkspace } from '../decide/versions-in-workspace.js';
import { advanceJourneys, type JourneyWithOutcome } from './advance-journeys.js';
import { lockAccounts, lockDueDeliveries } from './due-delivery.js';
import { effectContexts } from './effect-context.js';
import { finishInside, markNeedsAttention, type InsideResult } from './write-deliveries.js';
import { mustGet } from '../../platform/must.js';

/**
 * Has the effects that lie inside the database (tags, attributes, tasks) and moves their journeys on, all in the given
 * transaction: they happen with their record or not at all (S15). Returns how many were due.
 */
export async function runInside(
  manager: EntityManager,
  connectors: Connectors,
  versions: VersionsInWorkspace,
  { workspaceId, now, limit }: { workspaceId: string; now: Date; limit: number },
): Promise<number> {
  const due = await lockDueDeliveries(manager, workspaceId, now, limit, 'inside');
  // All at once and in order: two batches that write to the same accounts must not wait for each other.
  await lockAccounts(manager, workspaceId, [...new Set(due.map(({ accountId }) => accountId))]);
  const results: InsideResult[] = [];
  const moved: JourneyWithOutcome[] = [];
  for (const group of groupBy(due, ({ automationId, version }) => `${automationId} ${version}`).values()) {
    const automation = await versions.get(group[0].automationId, group[0].version);
    const contexts = await effectContexts(manager, automation, group, now);
    for (const delivery of group) {
      const connector = connectorOf(connectors, delivery.action.kind);
      if (connector.where !== 'inside')
        throw new Error(`${delivery.action.kind} is not had inside the database.`);
      const applied = await connector.apply(manager, delivery.action, mustGet(contexts, delivery.key));
      results.push({ key: delivery.key, ...applied });
      const { step, occurrence } = delivery;
      const result = applied.kind === 'done' ? 'done' : 'failed';
      moved.push({ ...delivery, outcome: { step, occurrence, result } });
    }
  }
  if (due.length === 0) return 0;
  await finishInside(manager, workspaceId, results, now);
  const forOperator = await advanceJourneys(manager, workspaceId, versions, moved, now);
  const needing = due.filter(({ journeyId }) => forOperator.has(journeyId)).map(({ key }) => key);
  if (needing.length > 0) await markNeedsAttention(manager, workspaceId, needing);
  return due.length;
}
