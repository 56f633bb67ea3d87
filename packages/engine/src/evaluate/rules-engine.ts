import { OPERATORS, type OperatorId } from '@dunwell/language';
import { Engine, Fact, type NestedCondition, type NestedConditionResult } from 'json-rules-engine';
import type { Requirement } from '../comparisons/requirement.js';
import type { FactRow } from '../facts.js';
import { isSet } from './is-set.js';
import { OPERATOR_TESTS, type SetValue } from './operator-tests.js';

/** A compared fact with the currency of its account, which decides what is required of money. */
export interface Reading {
  actual: SetValue | null;
  currency: string;
}

/** What is required of an account billed in a currency; null where no amount is given for it (S17). */
export type RequiredIn = (currency: string) => Requirement | null;

/** The one fact json-rules-engine is given. */
interface Facts {
  row: FactRow;
  currency: string;
}

/** Decides conditions on one row after another, all of them in one run, in their order. */
export type RunRules = (row: FactRow, currency: string) => Promise<readonly NestedConditionResult[]>;

/** The operators json-rules-engine brings along: they treat null unlike SQL and let numeric strings pass. */
const BUILT_IN_OPERATORS = [
  'equal',
  'notEqual',
  'in',
  'notIn',
  'contains',
  'doesNotContain',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
];

/**
 * One json-rules-engine with our operators for any number of rows; comparisons read `row` by key. The conditions stand
 * side by side under the group that the library wants at the root: a run has a price of its own, whatever is asked.
 */
export function createRulesEngine(conditions: readonly NestedCondition[]): RunRules {
  const engine = new Engine([{ conditions: { all: [...conditions] }, event: { type: 'holds' } }], {
    pathResolver: (facts: object, key) => read(facts as Facts, key),
  });
  BUILT_IN_OPERATORS.forEach((name) => engine.removeOperator(name));
  for (const id of Object.keys(OPERATOR_TESTS) as OperatorId[]) {
    engine.addOperator(id, (reading: Reading, required: RequiredIn) => holds(id, reading, required));
  }
  // The engine keeps the state of its run in itself: of two that overlap it silently skips the rules of one.
  let last: Promise<unknown> = Promise.resolve();
  return (row, currency) => {
    const run = last.then(() => runOnce(engine, { row, currency }));
    last = run.catch(() => undefined);
    return run;
  };
}

/** The verdict, where the language's operator table speaks for what is not set (S17). */
function holds(id: OperatorId, { actual, currency }: Reading, requiredIn: RequiredIn): boolean {
  const requirement = requiredIn(currency);
  if (requirement === null) return false;
  return actual === null ? OPERATORS[id].whenNotSet : OPERATOR_TESTS[id](actual, requirement);
}

function read({ row, currency }: Facts, key: string): Reading {
  const value = row[key] ?? null;
  return { actual: isSet(value) ? value : null, currency };
}

async function runOnce(engine: Engine, facts: Facts): Promise<readonly NestedConditionResult[]> {
  // Uncached, or the library would hash the whole row in each run.
  const row = new Fact<Facts>('row', facts, { cache: false });
  const { results, failureResults } = await engine.run({ row });
  const [result] = [...results, ...failureResults];
  const outcomes = result && 'all' in result.conditions ? result.conditions.all : undefined;
  if (outcomes === undefined) throw new Error('json-rules-engine returned no result for its one rule');
  return outcomes;
}
