import type { NestedCondition } from 'json-rules-engine';
import type { BoundCondition } from '../comparisons/bind-condition.js';
import { requirementIn } from '../comparisons/requirement.js';
import type { RequiredIn } from './rules-engine.js';

/** A condition in the words of json-rules-engine. */
export function toRules(condition: BoundCondition): NestedCondition {
  switch (condition.kind) {
    case 'all':
      return { all: condition.children.map(toRules) };
    case 'any':
      return { any: condition.children.map(toRules) };
    case 'not':
      return { not: toRules(condition.child) };
    case 'comparison': {
      // A function: the library copies conditions in each run, and takes an object with `fact` for another fact.
      const value: RequiredIn = (currency) => requirementIn(condition.required, currency);
      return { fact: 'row', path: condition.key, operator: condition.operator.id, value };
    }
  }
}
