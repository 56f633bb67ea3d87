import type { MoneyValue, Value } from '../conditions/condition.js';
import { isCurrency } from './currency.js';

/** Whether a required value is amounts per currency. */
export const isMoneyValue = (value: unknown): value is MoneyValue =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((part) => typeof part === 'object' && part !== null);

/**
 * What is wrong with amounts per currency, in words, or null (S3, S18): each currency once and known, each
 * amount a whole number of minor units and not negative.
 */
export function moneyValueFault(money: MoneyValue): string | null {
  if (money.length === 0) return 'Give an amount for at least one currency.';
  const seen = new Set<string>();
  for (const { currency, amount } of money) {
    if (!isCurrency(currency)) return `“${currency}” is not a currency. Use a code such as EUR or USD.`;
    if (seen.has(currency)) return `${currency} has two amounts. Keep one of them.`;
    seen.add(currency);
    if (!Number.isSafeInteger(amount))
      return `The amount in ${currency} has more decimals than the currency. Round it.`;
    if (amount < 0) return `The amount in ${currency} is negative. Give zero or more.`;
  }
  return null;
}

/** The currencies for which a required value gives an amount; null: every currency, as a bare 0 does. */
export function currenciesOf(value: Value | undefined): ReadonlySet<string> | null {
  if (isMoneyValue(value)) return new Set(value.map(({ currency }) => currency));
  if (typeof value !== 'object' || Array.isArray(value)) return null;
  const [from, to] = [currenciesOf(value.from), currenciesOf(value.to)];
  if (from === null) return to;
  return to === null ? from : new Set([...from].filter((currency) => to.has(currency)));
}
