import type { Condition, Explanation } from '@dunwell/language';
import type { FieldOf } from '../comparisons/bind-comparison.js';
import { bindCondition, comparisonsIn } from '../comparisons/bind-condition.js';
import type { FactRow } from '../facts.js';
import { checkFacts } from './check-facts.js';
import { explain, outcomeAt } from './explain.js';
import { createRulesEngine } from './rules-engine.js';
import { toRules } from './to-rules.js';

/** A condition made ready to be decided on many rows of facts. */
export interface PreparedCondition {
  /** Decides one row; `currency` is its account's. Every comparison is explained, also those that did not matter. */
  evaluate(row: FactRow, currency: string): Promise<Explanation>;
}

/** Several conditions made ready to be decided together on one row after another. */
export interface PreparedConditions {
  /** Decides all of them on one row, in their order. */
  evaluate(row: FactRow, currency: string): Promise<Explanation[]>;
}

/**
 * Makes a condition ready; null holds for everybody. Refuses (InvalidConditionError) an operator or value that does
 * not fit and an empty group (S18); its evaluations refuse (UnfitFactError) rows that lack a compared fact.
 */
export function prepareCondition(condition: Condition | null, fieldOf: FieldOf): PreparedCondition {
  if (condition === null) return EVERYBODY;
  const together = prepareConditions([condition], fieldOf);
  return {
    evaluate: async (row, currency) => {
      const [explanation] = await together.evaluate(row, currency);
      if (explanation === undefined) throw new Error('a condition was left undecided');
      return explanation;
    },
  };
}

/** The same for conditions that are asked of the same rows, such as the exits of a rule: one run decides them all. */
export function prepareConditions(conditions: readonly Condition[], fieldOf: FieldOf): PreparedConditions {
  if (conditions.length === 0) return NOTHING_ASKED;
  const bound = conditions.map((condition) => bindCondition(condition, fieldOf));
  const comparisons = bound.flatMap(comparisonsIn);
  const runRules = createRulesEngine(bound.map(toRules));
  return {
    evaluate: async (row, currency) => {
      checkFacts(comparisons, row);
      const outcomes = await runRules(row, currency);
      return bound.map((one, at) => explain(one, outcomeAt(outcomes, at), { row, currency }));
    },
  };
}

const EVERYBODY: PreparedCondition = {
  evaluate: () => Promise.resolve({ kind: 'all', holds: true, children: [] }),
};

const NOTHING_ASKED: PreparedConditions = { evaluate: () => Promise.resolve([]) };
