import type { FieldId } from '../fields/field.js';
import { isMoneyValue } from '../money/money-value.js';
import type { Comparison, Condition, Value } from './condition.js';
import type { OperatorId } from './operators.js';

/**
 * Whether a condition, itself or by a member of a top-level `all`, can hold only while one of the fields is above
 * zero: what S11 asks of `oncePerStreak`.
 */
export function requiresAboveZero(condition: Condition | null, fields: ReadonlySet<FieldId>): boolean {
  if (condition === null) return false;
  const required = 'all' in condition ? condition.all : [condition];
  return required.some((part) => 'field' in part && fields.has(part.field) && holdsOnlyAboveZero(part));
}

/** Whether neither zero nor a missing value passes the comparison. */
function holdsOnlyAboveZero({ operator, value }: Comparison): boolean {
  if (value === undefined) return false;
  return ABOVE_ZERO[operator]?.(value) ?? false;
}

const ABOVE_ZERO: Readonly<Partial<Record<OperatorId, (value: Value) => boolean>>> = {
  equals: (value) => lowest(value) > 0,
  atLeast: (value) => lowest(value) > 0,
  moreThan: (value) => lowest(value) >= 0,
  between: (value) => lowest(value) > 0,
  isOneOf: (value) => Array.isArray(value) && value.length > 0 && Math.min(...(value as number[])) > 0,
};

/** The smallest number a value names; NaN, which is above nothing, where it names none. */
function lowest(value: Value): number {
  if (typeof value === 'number') return value;
  if (isMoneyValue(value)) return Math.min(...value.map(({ amount }) => amount));
  if (typeof value === 'object' && !Array.isArray(value)) return lowest(value.from);
  return NaN;
}
