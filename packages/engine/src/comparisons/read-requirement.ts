import type { FieldType, OperandShape, RangeEnd, Value } from '@dunwell/language';
import { InvalidConditionError } from './invalid-condition.js';
import { type Amounts, readAmounts } from './read-amounts.js';
import { readScalar } from './read-scalar.js';
import type { RequiredValue } from './requirement.js';

/** Reads the value beside an operator into what it requires, per currency for money; refuses what does not fit (S18). */
export function readRequirement(
  type: FieldType,
  operand: OperandShape,
  value: Value | undefined,
): RequiredValue {
  switch (operand) {
    case 'none':
      if (value !== undefined) throw new InvalidConditionError('this operator takes no value');
      return { currencies: 'every', requirement: { operand: 'none' } };
    case 'one':
      return type === 'money' ? oneAmount(readAmounts(value)) : everywhere(type, value);
    case 'range': {
      const { from, to } = readRange(value);
      if (type === 'money') return amountRange(readAmounts(from), readAmounts(to));
      const requirement = { operand, from: readScalar(type, from), to: readScalar(type, to) };
      return { currencies: 'every', requirement };
    }
    case 'many': {
      if (!Array.isArray(value) || value.length === 0) {
        throw new InvalidConditionError('this operator takes at least one value');
      }
      const values = value.map((one) => readScalar(type, typeof one === 'object' ? [one] : one));
      return { currencies: 'every', requirement: { operand, values } };
    }
  }
}

function everywhere(type: FieldType, value: Value | undefined): RequiredValue {
  return { currencies: 'every', requirement: { operand: 'one', value: readScalar(type, value) } };
}

function oneAmount(amounts: Amounts): RequiredValue {
  if (amounts === 'zero') return { currencies: 'every', requirement: { operand: 'one', value: 0 } };
  const requirements = new Map([...amounts].map(([at, value]) => [at, { operand: 'one', value }] as const));
  return { currencies: 'given', requirements };
}

/** Only a currency that both ends name has a range. */
function amountRange(from: Amounts, to: Amounts): RequiredValue {
  if (from === 'zero' && to === 'zero') {
    return { currencies: 'every', requirement: { operand: 'range', from: 0, to: 0 } };
  }
  const named = from === 'zero' ? to : from;
  const requirements = new Map(
    [...(named === 'zero' ? [] : named.keys())].flatMap((currency) => {
      const [low, high] = [amountIn(from, currency), amountIn(to, currency)];
      if (low === undefined || high === undefined) return [];
      return [[currency, { operand: 'range', from: low, to: high }] as const];
    }),
  );
  return { currencies: 'given', requirements };
}

function amountIn(amounts: Amounts, currency: string): number | undefined {
  return amounts === 'zero' ? 0 : amounts.get(currency);
}

function readRange(value: Value | undefined): { from: RangeEnd; to: RangeEnd } {
  if (typeof value === 'object' && !Array.isArray(value)) return value;
  throw new InvalidConditionError('this operator takes a range with both ends');
}
