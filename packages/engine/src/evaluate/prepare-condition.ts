import type { Condition, Explanation } from '@dunwell/language';
import type { FieldOf } from '../comparisons/bind-comparison.js';
import { bindCondition, comparisonsIn } from '../comparisons/bind-condition.js';
import type { FactRow } from '../facts.js';
import { checkFacts } from './check-facts.js';
import { explain } from './explain.js';
import { createRulesEngine } from './rules-engine.js';
import { toRules } from './to-rules.js';

/** A condition made ready to be decided on many rows of facts. */
export interface PreparedCondition {
  /** Decides one row; `currency` is its account's. Every comparison is explained, also those that did not matter. */
  evaluate(row: FactRow, currency: string): Promise<Explanation>;
}

/**
 * Makes a condition ready; null holds for everybody. Refuses (InvalidConditionError) an operator or value that does
 * not fit and an empty group (S18); its evaluations refuse (UnfitFactError) rows that lack a compared fact.
 */
export function prepareCondition(condition: Condition | null, fieldOf: FieldOf): PreparedCondition {
  if (condition === null) return EVERYBODY;
  const bound = bindCondition(condition, fieldOf);
  const comparisons = comparisonsIn(bound);
  const runRules = createRulesEngine(toRules(bound));
  return {
    evaluate: async (row, currency) => {
      checkFacts(comparisons, row);
      return explain(bound, await runRules(row, currency), { row, currency });
    },
  };
}

const EVERYBODY: PreparedCondition = {
  evaluate: () => Promise.resolve({ kind: 'all', holds: true, children: [] }),
};
