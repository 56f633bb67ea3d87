import { isProviderAction, type ActionKind } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { connectorOf } from '../../connectors/connectors.js';
import type { EffectContext, Prepared } from '../../connectors/connector.js';
import { groupBy } from '../../platform/group-by.js';
import { mustGet } from '../../platform/must.js';
import type { AutomationInWorkspace } from '../decide/automation-in-workspace.js';
import type { VersionsInWorkspace } from '../decide/versions-in-workspace.js';
import { keepWaiting } from '../endpoints/keep-waiting.js';
import { markChecked } from '../journeys/save-journeys.js';
import type { Claim, Claimed } from './claim.js';
import { lockDueDeliveries, type DueDelivery } from './due-delivery.js';
import { effectContexts } from './effect-context.js';
import type { EffectTools } from './effect-tools.js';
import { freshInstant, lockAccounts } from './lock-accounts.js';
import { siftDeliveries } from './sift-deliveries.js';
import { markClaimed } from './write-deliveries.js';

export interface ClaimResult {
  claimed: Claimed[];
  /** How many due deliveries were looked at, whatever became of them. */
  lookedAt: number;
}

/**
 * Claims deliveries whose effects lie outside: locks their accounts, then reads exits, holds and payments in flight on
 * fresh facts, and commits (S13). A fact that ends a journey is either committed before and seen here, or waits for
 * this commit.
 */
export async function claimDeliveries(
  manager: EntityManager,
  tools: EffectTools,
  versions: VersionsInWorkspace,
  claim: Claim,
): Promise<ClaimResult> {
  const { workspaceId } = claim;
  const due = await lockDueDeliveries(manager, { ...claim, where: 'outside' });
  if (due.length === 0) return { claimed: [], lookedAt: 0 };
  const locked = await lockAccounts(
    manager,
    workspaceId,
    due.map(({ accountId }) => accountId),
  );
  const now = freshInstant(locked, await claim.businessNow());
  const all: Claimed[] = [];
  for (const group of groupBy(due, ({ automationId, version }) => `${automationId} ${version}`).values()) {
    const automation = await versions.get(group[0].automationId, group[0].version);
    const free = await siftDeliveries(manager, automation, group, now);
    const contexts = await effectContexts(manager, automation, free, { now, links: tools.links });
    const ready = free.map((delivery): Claimed => {
      const prepared = prepare(tools, automation, delivery, mustGet(contexts, delivery.key));
      return { delivery, prepared, at: now };
    });
    const claimed = await keepWaiting(manager, tools.connectors, workspaceId, ready);
    // Before the next automation looks at what is left under the contact cap (S14).
    await markClaimed(manager, claim, claimed);
    all.push(...claimed);
  }
  await markChecked(
    manager,
    workspaceId,
    due.map(({ journeyId, accountId }) => ({ journeyId, changeNo: mustGet(locked.changeNos, accountId) })),
    now,
  );
  return { claimed: all, lookedAt: due.length };
}

/** What goes out under a key that its receiver remembers: it says the same each time. */
const isFixed = (kind: ActionKind): boolean => kind === 'webhook' || isProviderAction(kind);

/** What is to be sent, from fresh facts; a webhook's body and a command stay as they were at their first attempt (S14). */
function prepare(
  { connectors }: EffectTools,
  automation: AutomationInWorkspace,
  { action, outward, payload, attempts }: DueDelivery,
  context: EffectContext,
): Prepared {
  const uncovered = outward ? automation.uncovered(context.values.currency) : null;
  if (uncovered !== null) return { kind: 'lacks', code: 'currencyNotCovered', problem: uncovered };
  if (isFixed(action.kind) && payload && attempts > 0) return { kind: 'ready', payload };
  const connector = connectorOf(connectors, action.kind);
  if (connector.where !== 'outside') throw new Error(`${action.kind} is had inside the database.`);
  return connector.prepare(action, context);
}
