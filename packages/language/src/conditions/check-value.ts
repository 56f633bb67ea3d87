import { isDate } from '../calendar/dates.js';
import type { FieldDefinition, FieldType } from '../fields/field.js';
import { isMoneyValue, moneyValueFault } from '../money/money-value.js';
import type { RangeEnd, Value } from './condition.js';
import type { OperandShape, OperatorDefinition } from './operators.js';

/** A required value that cannot be compared with; `missing` is work still to do rather than a mistake. */
export interface ValueFault {
  code: 'missing' | 'invalidValue';
  message: string;
}

const missing = (message: string): ValueFault => ({ code: 'missing', message });
const invalid = (message: string): ValueFault => ({ code: 'invalidValue', message });

/** What is wrong with the value beside a field and an operator that fits it, or null (S18). */
export function valueFault(
  field: FieldDefinition,
  operator: OperatorDefinition,
  value: Value | undefined,
): ValueFault | null {
  if (operator.operand === 'none')
    return value === undefined ? null : invalid(`“${operator.words}” needs no value. Take it away.`);
  if (value === undefined) return missing('The value is missing. Fill it in.');
  return OPERANDS[operator.operand](field, value);
}

const OPERANDS: Readonly<
  Record<Exclude<OperandShape, 'none'>, (field: FieldDefinition, value: Value) => ValueFault | null>
> = { one: singleFault, range: rangeFault, many: listFault };

const MAX_DAYS = 36_500;
const MAX_LIST = 1000;
const MAX_TEXT = 1000;

function singleFault(field: FieldDefinition, value: unknown): ValueFault | null {
  if (value === '') return missing('The value is missing. Fill it in.');
  return SINGLE[field.type](value, field);
}

/** A new type of field fails to compile until somebody says which values it takes. */
const SINGLE: Readonly<Record<FieldType, (value: unknown, field: FieldDefinition) => ValueFault | null>> = {
  days: (value, { dayCount }) =>
    wholeNumberFault(value, dayCount === 'until' ? -MAX_DAYS : 0, MAX_DAYS, 'days'),
  count: (value) => wholeNumberFault(value, 0, Number.MAX_SAFE_INTEGER, 'a count'),
  number: (value) =>
    typeof value === 'number' && Number.isFinite(value) ? null : invalid('Give a number here.'),
  money: moneyFault,
  date: (value) => (isDate(value) ? null : invalid('Give a date of the calendar as YYYY-MM-DD.')),
  text: textFault,
  list: textFault,
  choice: (value, { options = [] }) =>
    typeof value === 'string' && options.includes(value)
      ? null
      : invalid(`“${shown(value)}” is not a choice here. Choose one of: ${options.join(', ')}.`),
  boolean: () => invalid('Yes or no is asked by “is true” and “is false”. Choose one of them.'),
};

function wholeNumberFault(value: unknown, min: number, max: number, what: string): ValueFault | null {
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    return invalid(`Give ${what} as a whole number.`);
  if (value < min) return invalid(`${value} is too small. Give ${min} or more.`);
  return value > max ? invalid(`${value} is too large. Give ${max} or less.`) : null;
}

function moneyFault(value: unknown): ValueFault | null {
  if (value === 0) return null;
  if (Array.isArray(value) && value.length === 0) return missing('Give an amount for at least one currency.');
  if (!isMoneyValue(value)) return invalid('Give an amount for each currency; only 0 needs none.');
  const fault = moneyValueFault(value);
  return fault === null ? null : invalid(fault);
}

function textFault(value: unknown): ValueFault | null {
  if (typeof value !== 'string') return invalid('Give a text here.');
  return value.length > MAX_TEXT ? invalid(`The text is longer than ${MAX_TEXT} characters.`) : null;
}

function listFault(field: FieldDefinition, value: Value): ValueFault | null {
  if (!Array.isArray(value)) return invalid('Give a list of values here.');
  if (value.length === 0) return missing('The list is empty. Add at least one value.');
  if (value.length > MAX_LIST) return invalid(`The list has more than ${MAX_LIST} values.`);
  for (const item of value as readonly unknown[]) {
    const fault = singleFault(field, item);
    if (fault) return fault;
  }
  return null;
}

function rangeFault(field: FieldDefinition, value: Value): ValueFault | null {
  if (typeof value !== 'object' || Array.isArray(value)) return invalid('Give the two ends, from and to.');
  const fault = singleFault(field, value.from) ?? singleFault(field, value.to);
  if (fault) return fault;
  return isReversed(value.from, value.to)
    ? invalid('The range ends before it begins. Exchange its two ends.')
    : null;
}

function isReversed(from: RangeEnd, to: RangeEnd): boolean {
  if (isMoneyValue(from)) return from.some(({ currency, amount }) => amount > amountIn(to, currency));
  if (isMoneyValue(to)) return false;
  return from > to;
}

/** A bare 0 means zero in any currency; no amount at all cannot be below anything. */
const amountIn = (end: RangeEnd, currency: string): number =>
  isMoneyValue(end) ? (end.find((part) => part.currency === currency)?.amount ?? Infinity) : Number(end);

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
