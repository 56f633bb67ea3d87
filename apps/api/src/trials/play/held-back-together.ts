import { heldBack, type Held, type HeldForGood, type Instant } from '@dunwell/engine';
import { heldBackFacts } from '../../billing/billing-reader.js';
import { circumstancesOf } from '../../runtime/deliveries/circumstances.js';
import type { EffectRequest } from './journeys-in-step.js';
import type { Trial } from './trial.js';

/**
 * What keeps each of these effects waiting at an instant, or null (S14): by the holds and payments in flight of that
 * instant and the holds the trial has placed itself.
 */
export async function heldBackTogether(
  { manager, automation: { workspaceId }, ownEffects }: Trial,
  at: Instant,
  requests: readonly EffectRequest[],
  { newerStarted }: { newerStarted: (request: EffectRequest) => boolean },
): Promise<(Held | HeldForGood | null)[]> {
  const accountIds = [...new Set(requests.map(({ look }) => look.facts.accountId))];
  const facts = await heldBackFacts(manager, workspaceId, accountIds, at);
  return requests.map((request) => {
    const { act, look, previous } = request;
    const { accountId, subjectId } = look.facts;
    const found = circumstancesOf(facts.get(accountId), subjectId, newerStarted(request));
    const holds = [...found.holds, ...ownEffects.holdsOn(accountId, at)];
    return heldBack(act.action, { ...found, holds }, look, previous);
  });
}
