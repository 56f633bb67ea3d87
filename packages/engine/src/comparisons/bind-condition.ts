import type { Condition } from '@dunwell/language';
import { bindComparison, type BoundComparison, type FieldOf } from './bind-comparison.js';
import { InvalidConditionError } from './invalid-condition.js';

/** A condition that has been checked, ready to be evaluated or compiled. */
export type BoundCondition =
  | { kind: 'all' | 'any'; children: readonly BoundCondition[] }
  | { kind: 'not'; child: BoundCondition }
  | ({ kind: 'comparison' } & BoundComparison);

/**
 * Checks a whole condition; refuses (InvalidConditionError) what `bindComparison` refuses, and an empty group, which
 * would hold for everybody or for nobody (S18).
 */
export function bindCondition(condition: Condition, fieldOf: FieldOf): BoundCondition {
  if ('all' in condition) return { kind: 'all', children: bindGroup(condition.all, fieldOf) };
  if ('any' in condition) return { kind: 'any', children: bindGroup(condition.any, fieldOf) };
  if ('not' in condition) return { kind: 'not', child: bindCondition(condition.not, fieldOf) };
  return { kind: 'comparison', ...bindComparison(condition, fieldOf) };
}

function bindGroup(children: readonly Condition[], fieldOf: FieldOf): BoundCondition[] {
  if (children.length === 0) throw new InvalidConditionError('a group of conditions is empty');
  return children.map((child) => bindCondition(child, fieldOf));
}

/** The comparisons of a condition, in the order they are written. */
export function comparisonsIn(condition: BoundCondition): BoundComparison[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.children.flatMap(comparisonsIn);
    case 'not':
      return comparisonsIn(condition.child);
    case 'comparison':
      return [condition];
  }
}
