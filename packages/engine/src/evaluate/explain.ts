import type { ComparisonExplanation, ComparisonNote, Explanation } from '@dunwell/language';
import type { NestedConditionResult } from 'json-rules-engine';
import type { BoundComparison } from '../comparisons/bind-comparison.js';
import type { BoundCondition } from '../comparisons/bind-condition.js';
import { requirementIn } from '../comparisons/requirement.js';
import type { FactRow } from '../facts.js';
import { isSet } from './is-set.js';

interface Account {
  row: FactRow;
  currency: string;
}

/** Puts the verdicts of json-rules-engine beside the condition they belong to, every comparison with its reason. */
export function explain(
  condition: BoundCondition,
  outcome: NestedConditionResult,
  account: Account,
): Explanation {
  const holds = outcome.result === true;
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const outcomes = childrenOf(outcome);
      const children = condition.children.map((child, at) =>
        explain(child, outcomeAt(outcomes, at), account),
      );
      return { kind: condition.kind, holds, children };
    }
    case 'not':
      return {
        kind: 'not',
        holds,
        child: explain(condition.child, outcomeAt(childrenOf(outcome), 0), account),
      };
    case 'comparison':
      return explainComparison(condition, holds, account);
  }
}

function explainComparison(
  { comparison, field, key, required }: BoundComparison,
  holds: boolean,
  { row, currency }: Account,
): ComparisonExplanation {
  const actual = row[key] ?? null;
  const note = noteOn(requirementIn(required, currency) !== null, isSet(actual));
  return {
    kind: 'comparison',
    field: comparison.field,
    operator: comparison.operator,
    ...(comparison.params && { params: comparison.params }),
    required: comparison.value ?? null,
    actual,
    ...(field.type === 'money' && { currency }),
    ...(note && { note }),
    holds,
  };
}

function noteOn(hasRequirement: boolean, actualIsSet: boolean): ComparisonNote | undefined {
  if (!hasRequirement) return 'noAmountForCurrency';
  return actualIsSet ? undefined : 'notSet';
}

function childrenOf(outcome: NestedConditionResult): readonly NestedConditionResult[] {
  if ('all' in outcome) return outcome.all;
  if ('any' in outcome) return outcome.any;
  if ('not' in outcome) return [outcome.not];
  return [];
}

/** Every comparison is judged: json-rules-engine skips only conditions of a lower priority, and ours are all equal. */
export function outcomeAt(outcomes: readonly NestedConditionResult[], at: number): NestedConditionResult {
  const outcome = outcomes[at];
  if (outcome?.result === undefined) throw new Error('json-rules-engine left a condition undecided');
  return outcome;
}
