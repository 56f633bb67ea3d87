import type { FieldId } from '../fields/field.js';
import type { OperatorId } from './operators.js';

/** Amounts in minor units, one per currency. */
export type MoneyValue = { currency: string; amount: number }[];

/** One end of a `between`: both ends are included. */
export type RangeEnd = number | string | MoneyValue;

/** A required value; a bare 0 beside a money field means zero in any currency. */
export type Value =
  number | string | boolean | string[] | number[] | { from: RangeEnd; to: RangeEnd } | MoneyValue;

export interface Comparison {
  field: FieldId;
  operator: OperatorId;
  value?: Value;
  params?: Record<string, number | string>;
}

export interface AllOf {
  all: Condition[];
}
export interface AnyOf {
  any: Condition[];
}
export interface NotOf {
  not: Condition;
}

export type Condition = AllOf | AnyOf | NotOf | Comparison;
