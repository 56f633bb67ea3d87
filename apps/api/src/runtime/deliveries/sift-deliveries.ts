import { heldBack, heldUntil, type Held, type HeldReason, type JourneyEnd, type Look } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { heldBackFacts } from '../../billing/billing-reader.js';
import { mustGet } from '../../platform/must.js';
import { ENDPOINT_DOWN } from '../endpoints/endpoint-store.js';
import type { AutomationInWorkspace } from '../decide/automation-in-workspace.js';
import { looksAt } from '../decide/looks-at.js';
import { lookSoon } from '../looks/wake-journeys.js';
import { circumstancesOf } from './circumstances.js';
import { ContactPlaces } from './contact-places.js';
import type { DueDelivery } from './due-delivery.js';
import { endJourneys } from './end-journeys.js';
import { freeSince } from './held-meanwhile.js';
import { exitsSinceCheck } from './states-since-check.js';
import { whyTooLate } from './too-late.js';
import { holdDeliveries, showToOperator } from './write-deliveries.js';

/**
 * Which deliveries of one version may be had now, on fresh facts and with their accounts locked (S13). Journeys whose
 * exit held since their last check end here, as do those that S14 ends; what has to wait is held, what is too late is
 * listed for an operator (S16).
 */
export async function siftDeliveries(
  manager: EntityManager,
  automation: AutomationInWorkspace,
  deliveries: readonly DueDelivery[],
  now: Date,
): Promise<DueDelivery[]> {
  const { workspaceId } = automation;
  const { over, held, late, free } = await sortOut(manager, automation, deliveries, now);
  await endJourneys(manager, workspaceId, over, now);
  await holdDeliveries(manager, workspaceId, held);
  // Whoever waits longer than a claim takes is looked at meanwhile, for what may end it.
  await lookSoon(
    manager,
    workspaceId,
    held.map(({ delivery }) => delivery.journeyId),
    now,
  );
  await showToOperator(manager, workspaceId, { code: 'tooLate', deliveries: late }, now);
  return free;
}

interface SortedOut {
  over: { delivery: DueDelivery; end: JourneyEnd }[];
  held: { delivery: DueDelivery; held: Held; until: Date | null }[];
  late: { delivery: DueDelivery; problem: string }[];
  free: DueDelivery[];
}

/** What is over, what has to wait, what is too late and what may be had now, told in this order. */
async function sortOut(
  manager: EntityManager,
  automation: AutomationInWorkspace,
  deliveries: readonly DueDelivery[],
  now: Date,
): Promise<SortedOut> {
  const accountIds = [...new Set(deliveries.map(({ accountId }) => accountId))];
  const exits = await exitsSinceCheck(manager, automation, deliveries, now);
  const looks = await looksAt(manager, automation, deliveries, now.getTime());
  const facts = await heldBackFacts(manager, automation.workspaceId, accountIds, now.getTime());
  const places = await ContactPlaces.read(manager, automation, accountIds, now.getTime());
  const sorted: SortedOut = { over: [], held: [], late: [], free: [] };
  for (const delivery of deliveries) {
    const { action, step, subjectId, accountId, newerStarted } = delivery;
    const found = exits.get(delivery.journeyId);
    if (found) {
      sorted.over.push({ delivery, end: found });
      continue;
    }
    const contact = places.of(accountId);
    const circumstances = circumstancesOf(facts.get(accountId), subjectId, { contact, newerStarted });
    const look = mustGet(looks, subjectId);
    const verdict = heldBack(action, circumstances, look, heldBefore(delivery));
    const problem = whyTooLate(automation, delivery, look);
    if (verdict?.kind === 'held') {
      const until = heldUntil(verdict);
      sorted.held.push({ delivery, held: verdict, until: until === null ? null : new Date(until) });
    } else if (verdict !== null) sorted.over.push({ delivery, end: { kind: verdict.kind, step } });
    else if (problem !== null) sorted.late.push({ delivery, problem });
    else {
      places.take(action.kind, accountId, now.getTime());
      sorted.free.push(delivery);
    }
  }
  return sorted.late.length === 0
    ? sorted
    : withoutTimeHeld(manager, automation, sorted, { looks, places, now });
}

/** The same once the time for which those too late were held back, though nobody looked, is taken off. */
async function withoutTimeHeld(
  manager: EntityManager,
  automation: AutomationInWorkspace,
  { late, ...others }: SortedOut,
  { looks, places, now }: { looks: ReadonlyMap<string, Look>; places: ContactPlaces; now: Date },
): Promise<SortedOut> {
  const sorted: SortedOut = { over: [...others.over], held: others.held, late: [], free: [...others.free] };
  const lookOf = ({ subjectId }: DueDelivery): Look => mustGet(looks, subjectId);
  const found = await freeSince(
    manager,
    automation,
    late.map(({ delivery }) => ({ delivery, calendar: lookOf(delivery).calendar })),
    now,
  );
  for (const { delivery } of late) {
    const since = mustGet(found, delivery.key);
    if (typeof since !== 'number') {
      sorted.over.push({ delivery, end: { kind: since.kind, step: delivery.step } });
      continue;
    }
    const { action, accountId } = delivery;
    const look = lookOf(delivery);
    const problem = whyTooLate(automation, { dueAt: since }, look);
    if (problem !== null) sorted.late.push({ delivery, problem });
    else if (places.hasRoom(action.kind, accountId, look)) {
      places.take(action.kind, accountId, look.at);
      sorted.free.push(delivery);
    }
    // Others of this batch took the last place: the next batch holds it back.
  }
  return sorted;
}

function heldBefore({ heldBecause, heldSince }: DueDelivery): Held | null {
  // An endpoint that is left alone is no reason of S14: nothing expires or is superseded by it.
  if (heldBecause === null || heldBecause === ENDPOINT_DOWN) return null;
  return {
    kind: 'held',
    reason: heldBecause as HeldReason,
    until: null,
    since: heldSince?.getTime() ?? null,
    expiresAt: null,
  };
}
