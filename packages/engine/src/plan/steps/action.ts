import { type ActionStep, effectiveUndo } from '@dunwell/language';
import { type ActDecision, type JourneyState, occurrenceOf, type Outcome, type Pass } from '../journey.js';
import type { PreparedAutomation } from '../prepare-automation.js';
import { here, into, type Move, past, type Walk } from './walk.js';

/** An action asks for its effect once and waits for the outcome (S15). */
export function runAction(step: ActionStep, walk: Walk): Move {
  if (walk.waiting !== null) return { kind: 'wait', waiting: walk.waiting };
  walk.decisions.push(actOf(step, walk));
  return { kind: 'wait', waiting: { for: 'outcome' } };
}

/** After its outcome: on, into `onFailure`, or to an operator where a failure has no arm (S17: never silence). */
export function settleAction(step: ActionStep, outcome: Outcome, walk: Walk): Move {
  if (outcome.result !== 'failed') return past(walk);
  // An arm that was emptied is no arm: otherwise removing its last step would silence the failure.
  if (typeof step.onFailure === 'string') return into(walk, step.onFailure);
  walk.decisions.push({ kind: 'needsAttention', ...here(walk) });
  return { kind: 'wait', waiting: { for: 'operator' } };
}

/** The effect whose outcome a journey waits for, as `advance` asked for it; null where it waits for none. */
export function pendingAct({ tree }: PreparedAutomation, journey: JourneyState): ActDecision | null {
  const step = tree.step(journey.step);
  const awaits = journey.ended === null && journey.waiting?.for === 'outcome';
  return awaits && step.kind === 'action' ? actOf(step, journey) : null;
}

function actOf(
  step: ActionStep,
  at: Pick<JourneyState, 'step' | 'streakId'> & { passes: readonly Pass[] },
): ActDecision {
  return {
    kind: 'act',
    step: at.step,
    occurrence: occurrenceOf(at.passes),
    action: step.action,
    undoWhenCured: at.streakId !== null && effectiveUndo(step) === 'whenCured',
  };
}
