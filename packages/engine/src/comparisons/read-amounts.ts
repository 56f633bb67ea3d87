import type { Value } from '@dunwell/language';
import { InvalidConditionError } from './invalid-condition.js';

/** Minor units by currency; `zero` is zero in any currency. */
export type Amounts = 'zero' | ReadonlyMap<string, number>;

const CURRENCY = /^[A-Z]{3}$/;

/** One required amount of money: a bare 0, or amounts in minor units, at most one per currency (S17, S18). */
export function readAmounts(value: Value | undefined): Amounts {
  if (value === 0) return 'zero';
  if (!Array.isArray(value) || value.length === 0) {
    throw new InvalidConditionError(
      `${value === undefined ? 'nothing' : JSON.stringify(value)} is not an amount per currency`,
    );
  }
  const amounts = new Map<string, number>();
  for (const entry of value) {
    if (typeof entry !== 'object' || !CURRENCY.test(entry.currency) || !Number.isSafeInteger(entry.amount)) {
      throw new InvalidConditionError(
        `${JSON.stringify(entry)} is not an amount in minor units of a currency`,
      );
    }
    if (amounts.has(entry.currency)) {
      throw new InvalidConditionError(`there are two amounts for ${entry.currency}`);
    }
    amounts.set(entry.currency, entry.amount);
  }
  return amounts;
}
