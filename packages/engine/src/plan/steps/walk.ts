import type { StepId } from '@dunwell/language';
import type { Target } from '../document-tree.js';
import { type Decision, type JourneyEnd, occurrenceOf, type Pass, type Waiting } from '../journey.js';
import type { Look } from '../look.js';
import type { PreparedAutomation } from '../prepare-automation.js';

/** A journey on its way through one look. */
export interface Walk {
  readonly automation: PreparedAutomation;
  readonly look: Look;
  readonly dailyAt: string;
  readonly streakId: string | null;
  step: StepId;
  passes: readonly Pass[];
  /** What it already waited for at this step; null: it has just arrived. */
  waiting: Waiting | null;
  /** In the order taken. */
  readonly decisions: Decision[];
}

/** What a step comes to at this look. */
export type Move =
  { kind: 'goOn'; to: Target } | { kind: 'wait'; waiting: Waiting } | { kind: 'end'; end: JourneyEnd };

/** The names a decision carries: its step and the pass numbers around it. */
export function here(walk: Walk): { step: StepId; occurrence: string } {
  return { step: walk.step, occurrence: occurrenceOf(walk.passes) };
}

/** Into an arm of the walk's step; an empty arm leads to what follows the step. */
export function into(walk: Walk, first: StepId | null): Move {
  return { kind: 'goOn', to: walk.automation.tree.arm(walk.step, first) };
}

/** Past the walk's step. */
export function past(walk: Walk): Move {
  return { kind: 'goOn', to: walk.automation.tree.after(walk.step) };
}
