import type { StepFigure } from '@dunwell/contract';
import type { StepId } from '@dunwell/language';
import type { NodeId } from './node-ids.js';
import type { Arm } from './tree.js';

/** What stands at a step and what became of it, the most pressing first: `2 to decide`, `9 waiting`, `203 done`. */
export function figureWords({ waiting, done, failed, needsAttention }: StepFigure): string[] {
  return [
    needsAttention > 0 && `${needsAttention} to decide`,
    waiting > needsAttention && `${waiting - needsAttention} waiting`,
    done > 0 && `${done} done`,
    failed > 0 && `${failed} failed`,
  ].filter((part) => part !== false);
}

/**
 * How many came by each arm, where that can be told: of those whose first step is an action, which leaves a trace of
 * everybody who reaches it.
 */
export function armCounts(
  arms: ReadonlyMap<NodeId, Arm>,
  figures: ReadonlyMap<StepId, StepFigure>,
): Map<NodeId, number> {
  const counts = new Map<NodeId, number>();
  for (const [path, { chain }] of arms) {
    const [first] = chain;
    if (first?.step.kind !== 'action') continue;
    const figure = figures.get(first.id);
    counts.set(path, figure ? figure.waiting + figure.done + figure.failed : 0);
  }
  return counts;
}
