import type { Exit, Explanation } from '@dunwell/language';
import type { SubjectFacts } from '../facts.js';
import type { JourneyEnd } from './journey.js';
import type { PreparedAutomation } from './prepare-automation.js';

/** An exit that holds, with its reasons. */
export interface HoldingExit {
  exit: Exit;
  explanation: Explanation;
}

/** The first exit of a document that holds on these facts, or null (S9, S13). */
export async function firstExitThatHolds(
  automation: PreparedAutomation,
  facts: SubjectFacts,
): Promise<HoldingExit | null> {
  return firstHolding(
    automation.exits,
    await automation.exitConditions.evaluate(facts.values, facts.currency),
  );
}

/** The first of some exits whose explanation says that it holds, or null. */
export function firstHolding(
  exits: readonly Exit[],
  explanations: readonly Explanation[],
): HoldingExit | null {
  for (const [at, exit] of exits.entries()) {
    const explanation = explanations[at];
    if (explanation?.holds) return { exit, explanation };
  }
  return null;
}

/** How an exit that held at any state since the last check ends a journey (S13). */
export function endByExit({ exit, explanation }: HoldingExit): JourneyEnd {
  return { kind: 'exit', exit: exit.id, label: exit.label, explanation };
}
