import type { Instant } from '@dunwell/engine';
import { ACTIONS } from '@dunwell/language';
import { heldBackTogether } from './held-back-together.js';
import type { EffectAnswer, EffectRequest, PerformTogether } from './journeys-in-step.js';
import type { Trial } from './trial.js';

export interface PerformOptions {
  /** Whether a newer journey of the same subject has started (S14). */
  newerStarted: (request: EffectRequest) => boolean;
}

/** How a trial performs effects: nothing leaves, and what was had is a fact of the trial alone (S13, S19). */
export function performTogether(trial: Trial, { newerStarted }: PerformOptions): PerformTogether {
  return async (at: Instant, requests: readonly EffectRequest[]): Promise<EffectAnswer[]> => {
    const outward = requests.filter(({ act }) => ACTIONS[act.action.kind].outward);
    const verdicts = await heldBackTogether(trial, at, outward, newerStarted);
    const held = new Map(outward.map((request, index) => [request, verdicts[index]!]));
    return requests.map((request) => {
      const verdict = held.get(request) ?? null;
      if (verdict !== null) return verdict;
      trial.ownEffects.note(request.act, request.look, request.journey.entered.streakId);
      return 'done';
    });
  };
}
