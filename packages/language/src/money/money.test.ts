import { describe, expect, it } from '@jest/globals';
import { currencyDigits, isCurrency } from './currency.js';
import { formatMoney } from './format-money.js';
import { currenciesOf, moneyValueFault } from './money-value.js';

it.each([
  ['EUR', true, 2],
  ['JPY', true, 0],
  ['KWD', true, 3],
  ['HUF', true, 2],
  ['eur', false, 2],
  ['XYZZ', false, 2],
])('S3 %s', (code, known, digits) => {
  expect(isCurrency(code)).toBe(known);
  expect(currencyDigits(code)).toBe(digits);
});

it.each([
  [0, 'EUR', 'en', '€0.00'],
  [5, 'EUR', 'en', '€0.05'],
  [-150, 'USD', 'en', '-$1.50'],
  [1500, 'JPY', 'en', '¥1,500'],
  [1234, 'KWD', 'en', 'KWD\u00a01.234'],
  [9_007_199_254_740_991, 'EUR', 'en', '€90,071,992,547,409.91'],
])('S3 formats %s minor units of %s in %s without a float', (amount, currency, language, text) => {
  expect(formatMoney(amount, currency, language)).toBe(text);
});

it('S3 refuses a fraction of a minor unit', () => {
  expect(() => formatMoney(1.5, 'EUR', 'en')).toThrow(RangeError);
});

describe('moneyValueFault', () => {
  it.each([
    [[{ currency: 'EUR', amount: 100 }], null],
    [[], 'at least one currency'],
    [[{ currency: 'XXYY', amount: 1 }], 'not a currency'],
    [[{ currency: 'EUR', amount: 1.5 }], 'more decimals'],
    [[{ currency: 'EUR', amount: -1 }], 'negative'],
    [
      [
        { currency: 'EUR', amount: 1 },
        { currency: 'EUR', amount: 2 },
      ],
      'two amounts',
    ],
  ])('S18 %j', (money, fault) => {
    const said = moneyValueFault(money);
    if (fault === null) expect(said).toBeNull();
    else expect(said).toContain(fault);
  });
});

it('S18 a range covers only what both its ends cover, and a bare 0 covers everything', () => {
  const eur = { currency: 'EUR', amount: 1 };
  const usd = { currency: 'USD', amount: 1 };
  expect(currenciesOf(0)).toBeNull();
  expect(currenciesOf([eur])).toEqual(new Set(['EUR']));
  expect(currenciesOf({ from: [eur, usd], to: [usd] })).toEqual(new Set(['USD']));
  expect(currenciesOf({ from: 0, to: [usd] })).toEqual(new Set(['USD']));
});
