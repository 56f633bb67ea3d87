import type { Comparison, Condition } from './condition.js';

/** One comparison of a condition and where it stands. */
export interface PlacedComparison {
  comparison: Comparison;
  path: string;
  /** Under a `not`, however many there are. */
  negated: boolean;
}

export interface PlacedGroup {
  kind: 'all' | 'any';
  children: readonly Condition[];
  path: string;
}

/** Every comparison of a condition with its path, which begins with `path`. */
export const comparisonsOf = (condition: Condition, path: string): PlacedComparison[] =>
  walkCondition(condition, path).comparisons;

/** Every comparison and group of a condition, in the order they are written. */
export function walkCondition(
  condition: Condition,
  path: string,
  negated = false,
): { comparisons: PlacedComparison[]; groups: PlacedGroup[] } {
  if ('not' in condition) return walkCondition(condition.not, `${path}.not`, true);
  if ('field' in condition) return { comparisons: [{ comparison: condition, path, negated }], groups: [] };
  const kind = 'all' in condition ? 'all' : 'any';
  const children = 'all' in condition ? condition.all : condition.any;
  const walked = children.map((child, index) => walkCondition(child, `${path}.${kind}[${index}]`, negated));
  return {
    comparisons: walked.flatMap(({ comparisons }) => comparisons),
    groups: [{ kind, children, path }, ...walked.flatMap(({ groups }) => groups)],
  };
}
