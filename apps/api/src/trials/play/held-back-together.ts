import { heldBack, type Held, type HeldForGood, type Instant } from '@dunwell/engine';
import { heldBackFacts } from '../../billing/billing-reader.js';
import { circumstancesOf } from '../../runtime/deliveries/circumstances.js';
import { ContactPlaces } from '../../runtime/deliveries/contact-places.js';
import type { EffectRequest } from './journeys-in-step.js';
import type { Trial } from './trial.js';

/**
 * What keeps each of these effects waiting at an instant, or null (S14): by the holds, payments in flight and messages
 * of that instant, and the holds and messages of the trial itself.
 */
export async function heldBackTogether(
  { manager, automation, ownEffects }: Trial,
  at: Instant,
  requests: readonly EffectRequest[],
  { newerStarted }: { newerStarted: (request: EffectRequest) => boolean },
): Promise<(Held | HeldForGood | null)[]> {
  const accountIds = [...new Set(requests.map(({ look }) => look.facts.accountId))];
  const facts = await heldBackFacts(manager, automation.workspaceId, accountIds, at);
  const places = await ContactPlaces.read(manager, automation, accountIds, at);
  return requests.map((request) => {
    const { act, look, previous } = request;
    const { accountId, subjectId } = look.facts;
    const found = circumstancesOf(facts.get(accountId), subjectId, {
      contact: places.of(accountId, ownEffects.messagesTo(accountId)),
      newerStarted: newerStarted(request),
    });
    const holds = [...found.holds, ...ownEffects.holdsOn(accountId, at)];
    const verdict = heldBack(act.action, { ...found, holds }, look, previous);
    if (verdict === null) places.take(act.action.kind, accountId, at);
    return verdict;
  });
}
