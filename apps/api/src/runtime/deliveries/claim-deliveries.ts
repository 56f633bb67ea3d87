import {
  endJourney,
  heldBack,
  heldUntil,
  type Held,
  type HeldReason,
  type JourneyEnd,
  type JourneyState,
} from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { heldBackFacts } from '../../billing/billing-reader.js';
import { connectorOf, type Connectors } from '../../connectors/connectors.js';
import type { EffectContext, Prepared } from '../../connectors/connector.js';
import { groupBy } from '../../platform/group-by.js';
import type { AutomationInWorkspace } from '../decide/automation-in-workspace.js';
import { looksAt } from '../decide/looks-at.js';
import type { VersionsInWorkspace } from '../decide/versions-in-workspace.js';
import { eventsOf, insertJourneyEvents, nextEventPositions } from '../journeys/journey-events.js';
import { markChecked, saveJourneys } from '../journeys/save-journeys.js';
import type { Claim, Claimed } from './claim.js';
import { circumstancesOf } from './circumstances.js';
import { lockAccounts, lockDueDeliveries, type DueDelivery } from './due-delivery.js';
import { effectContexts } from './effect-context.js';
import { exitsSinceCheck } from './states-since-check.js';
import { endDeliveries, holdDeliveries, markClaimed } from './write-deliveries.js';
import { mustGet } from '../../platform/must.js';

export interface ClaimResult {
  claimed: Claimed[];
  /** How many due deliveries were looked at, whatever became of them. */
  lookedAt: number;
}

/**
 * Claims deliveries whose effects lie outside: locks their accounts, then reads exits, holds and payments in flight on
 * fresh facts, and commits (S13). A fact that ends a journey is either committed before and seen here, or waits for
 * this commit. Whatever may not go out is ended or held here.
 */
export async function claimDeliveries(
  manager: EntityManager,
  connectors: Connectors,
  versions: VersionsInWorkspace,
  claim: Claim,
): Promise<ClaimResult> {
  const { workspaceId, now } = claim;
  const due = await lockDueDeliveries(manager, workspaceId, now, claim.limit, 'outside');
  if (due.length === 0) return { claimed: [], lookedAt: 0 };
  const changeNos = await lockAccounts(manager, workspaceId, accountsOf(due));
  const claimed: Claimed[] = [];
  for (const group of groupBy(due, ({ automationId, version }) => `${automationId} ${version}`).values()) {
    const automation = await versions.get(group[0].automationId, group[0].version);
    const sorted = await sortOut(manager, automation, group, now);
    await endJourneys(manager, workspaceId, sorted.over, now);
    await holdDeliveries(manager, workspaceId, sorted.held);
    const contexts = await effectContexts(manager, automation, sorted.free, now);
    for (const delivery of sorted.free) {
      claimed.push({
        delivery,
        prepared: prepare(connectors, automation, delivery, mustGet(contexts, delivery.key)),
      });
    }
  }
  await markChecked(
    manager,
    workspaceId,
    due.map(({ journeyId, accountId }) => ({ journeyId, changeNo: mustGet(changeNos, accountId) })),
    now,
  );
  await markClaimed(manager, claim, claimed);
  return { claimed, lookedAt: due.length };
}

/** What is to be sent, from fresh facts; a webhook's body stays as it was at its first attempt (S14). */
function prepare(
  connectors: Connectors,
  automation: AutomationInWorkspace,
  { action, outward, payload }: DueDelivery,
  context: EffectContext,
): Prepared {
  const uncovered = outward ? automation.uncovered(context.values.currency) : null;
  if (uncovered !== null) return { kind: 'lacks', code: 'currencyNotCovered', problem: uncovered };
  if (action.kind === 'webhook' && payload) return { kind: 'ready', payload };
  const connector = connectorOf(connectors, action.kind);
  if (connector.where !== 'outside') throw new Error(`${action.kind} is had inside the database.`);
  return connector.prepare(action, context);
}

interface Over {
  delivery: DueDelivery;
  end: JourneyEnd;
}

interface SortedOut {
  over: Over[];
  held: { delivery: DueDelivery; held: Held; until: Date | null }[];
  free: DueDelivery[];
}

/** What may go out now, what has to wait, and what is over. */
async function sortOut(
  manager: EntityManager,
  automation: AutomationInWorkspace,
  deliveries: readonly DueDelivery[],
  now: Date,
): Promise<SortedOut> {
  const outward = deliveries.filter((delivery) => delivery.outward);
  const sorted: SortedOut = { over: [], held: [], free: deliveries.filter((delivery) => !delivery.outward) };
  if (outward.length === 0) return sorted;
  const exits = await exitsSinceCheck(manager, automation, outward, now);
  const looks = await looksAt(manager, automation, outward, now.getTime());
  const facts = await heldBackFacts(manager, automation.workspaceId, accountsOf(outward), now.getTime());
  for (const delivery of outward) {
    const found = exits.get(delivery.journeyId);
    if (found) {
      const { exit, explanation } = found.exit;
      sorted.over.push({ delivery, end: { kind: 'exit', exit: exit.id, label: exit.label, explanation } });
      continue;
    }
    const circumstances = circumstancesOf(
      facts.get(delivery.accountId),
      delivery.subjectId,
      delivery.newerStarted,
    );
    const verdict = heldBack(
      delivery.action,
      circumstances,
      mustGet(looks, delivery.subjectId),
      heldBefore(delivery),
    );
    if (verdict === null) sorted.free.push(delivery);
    else if (verdict.kind === 'held') {
      const until = heldUntil(verdict);
      sorted.held.push({ delivery, held: verdict, until: until === null ? null : new Date(until) });
    } else sorted.over.push({ delivery, end: { kind: verdict.kind, step: delivery.step } });
  }
  return sorted;
}

function heldBefore({ heldBecause, heldSince }: DueDelivery): Held | null {
  if (heldBecause === null) return null;
  return {
    kind: 'held',
    reason: heldBecause as HeldReason,
    until: null,
    since: heldSince?.getTime() ?? null,
    expiresAt: null,
  };
}

async function endJourneys(
  manager: EntityManager,
  workspaceId: string,
  over: readonly Over[],
  now: Date,
): Promise<void> {
  if (over.length === 0) return;
  const ended = over.map(({ delivery, end }): { journeyId: string; state: JourneyState } => ({
    journeyId: delivery.journeyId,
    state: endJourney(delivery.state, end),
  }));
  const ids = ended.map(({ journeyId }) => journeyId);
  const positions = await nextEventPositions(manager, workspaceId, ids);
  await saveJourneys(manager, workspaceId, ended, now);
  await insertJourneyEvents(
    manager,
    workspaceId,
    over.flatMap(({ delivery: { journeyId }, end }) =>
      eventsOf(journeyId, positions.get(journeyId) ?? 0, [{ kind: 'ended', end }]),
    ),
    now,
  );
  await endDeliveries(manager, workspaceId, ids, now);
}

const accountsOf = (deliveries: readonly DueDelivery[]): string[] => [
  ...new Set(deliveries.map(({ accountId }) => accountId)),
];
