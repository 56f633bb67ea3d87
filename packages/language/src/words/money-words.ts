import type { MoneyValue } from '../conditions/condition.js';
import { isCurrency } from '../money/currency.js';
import { formatMoney } from '../money/format-money.js';
import { enumerate } from './quantity.js';

/** Amounts per currency for the sentence: "€50.00, $55.00 or £45.00"; what is no amount is shown as it is. */
export const moneyWords = (money: MoneyValue): string =>
  enumerate(
    money.map(({ currency, amount }) =>
      isCurrency(currency) && Number.isSafeInteger(amount)
        ? formatMoney(amount, currency, 'en')
        : `${amount} ${currency}`,
    ),
    'or',
  );
