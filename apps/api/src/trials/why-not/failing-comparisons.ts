import type { EntryDecision } from '@dunwell/engine';
import type { ComparisonExplanation, Explanation } from '@dunwell/language';

/** The comparisons that would have to come out otherwise for a subject to enter: of its entry, else of its branches. */
export function failingComparisons(decision: EntryDecision): ComparisonExplanation[] {
  switch (decision.kind) {
    case 'noMatch':
      return against(decision.entry, true);
    case 'noStep':
      return decision.branches.flatMap(({ taken, cases }) =>
        cases.filter(({ id }) => id !== taken).flatMap(({ explanation }) => against(explanation, true)),
      );
    case 'exitHolds':
    case 'tooSoon':
    case 'enter':
      return [];
  }
}

/** The fields of the comparisons that stand in the way: those that fail, or those by which an exit holds. */
export function fieldsToChange(
  failing: readonly ComparisonExplanation[],
  exit: Explanation | null,
): string[] {
  const inTheWay = [...failing, ...(exit === null ? [] : against(exit, false))];
  return [...new Set(inTheWay.map(({ field }) => field))];
}

/** The comparisons because of which a condition did not come out as wanted. */
function against(explanation: Explanation, wanted: boolean): ComparisonExplanation[] {
  if (explanation.holds === wanted) return [];
  switch (explanation.kind) {
    case 'all':
    case 'any':
      return explanation.children.flatMap((child) => against(child, wanted));
    case 'not':
      return against(explanation.child, !wanted);
    case 'comparison':
      return [explanation];
  }
}
