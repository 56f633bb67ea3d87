import {
  heldBack,
  heldUntil,
  type Held,
  type HeldForGood,
  type Instant,
  type LocalCalendar,
} from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { changeInstants, heldBackFacts } from '../../billing/billing-reader.js';
import { groupBy } from '../../platform/group-by.js';
import type { AutomationInWorkspace } from '../decide/automation-in-workspace.js';
import { circumstancesOf } from './circumstances.js';
import { ContactPlaces } from './contact-places.js';
import type { DueDelivery } from './due-delivery.js';

/** A delivery nobody looked at when it was due, followed from then on. */
interface Followed {
  delivery: DueDelivery;
  calendar: LocalCalendar;
  at: Instant;
  held: Held | null;
  verdict: Held | HeldForGood | null;
}

/**
 * Since when each delivery could have gone out, though nobody looked: what held it back meanwhile (S14) would have moved
 * that moment, and is not time for which it is late (S16). Or why it would never have gone out.
 */
export async function freeSince(
  manager: EntityManager,
  automation: AutomationInWorkspace,
  deliveries: readonly { delivery: DueDelivery; calendar: LocalCalendar }[],
  now: Date,
): Promise<Map<string, Instant | HeldForGood>> {
  const { workspaceId, sendRules } = automation;
  const followed = deliveries.map(({ delivery, calendar }): Followed => ({
    ...{ delivery, calendar, at: Number(delivery.dueAt), held: null, verdict: null },
  }));
  const accountIds = [...new Set(deliveries.map(({ delivery }) => delivery.accountId))];
  const from = Math.min(...followed.map(({ at }) => at));
  const changes = await changeInstants(manager, { workspaceId, accountIds, from, to: now.getTime() });
  let open = followed;
  while (open.length > 0) {
    for (const [at, together] of groupBy(open, (one) => one.at)) {
      const ids = [...new Set(together.map(({ delivery }) => delivery.accountId))];
      const facts = await heldBackFacts(manager, workspaceId, ids, at);
      const places = await ContactPlaces.read(manager, automation, ids, at);
      for (const one of together) {
        const { accountId, subjectId, newerStarted, action } = one.delivery;
        const circumstances = circumstancesOf(facts.get(accountId), subjectId, {
          contact: places.of(accountId),
          newerStarted,
        });
        const look = { at, calendar: one.calendar, sendRules };
        one.verdict = heldBack(action, circumstances, look, one.held);
      }
    }
    open = open.filter((one) => goesOn(one, changes.get(one.delivery.accountId) ?? [], now.getTime()));
  }
  return new Map(
    followed.map(({ delivery: { key }, at, verdict }) => [
      key,
      verdict === null || verdict.kind === 'held' ? at : verdict,
    ]),
  );
}

/** Moves on to the next instant at which a held step would have been looked at; false when it needs no more looks. */
function goesOn(one: Followed, changes: readonly Instant[], now: Instant): boolean {
  if (one.verdict?.kind !== 'held') return false;
  one.held = one.verdict;
  const until = heldUntil(one.verdict);
  const change = changes.find((at) => at > one.at) ?? Infinity;
  const next = Math.min(until !== null && until > one.at ? until : Infinity, change, now);
  const isLater = next > one.at;
  one.at = next;
  return isLater;
}
