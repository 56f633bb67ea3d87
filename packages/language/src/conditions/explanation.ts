import type { FactValue } from '../fields/field.js';
import type { Comparison, Value } from './condition.js';

/** Why a comparison with nothing to compare came out as it did (S17). */
export type ComparisonNote = 'notSet' | 'noAmountForCurrency';

/** One comparison with what it required, what it found and whether it held. */
export interface ComparisonExplanation {
  kind: 'comparison';
  field: Comparison['field'];
  operator: Comparison['operator'];
  params?: Comparison['params'];
  required: Value | null;
  actual: FactValue;
  /** The account's currency, for money. */
  currency?: string;
  note?: ComparisonNote;
  holds: boolean;
}

export interface GroupExplanation {
  kind: 'all' | 'any';
  holds: boolean;
  children: Explanation[];
}

export interface NotExplanation {
  kind: 'not';
  holds: boolean;
  child: Explanation;
}

/** A condition as evaluated: the same tree, every comparison with its reason. */
export type Explanation = ComparisonExplanation | GroupExplanation | NotExplanation;
