import { describe, expect, it } from '@jest/globals';
import { parseAmount } from './parse-amount.js';

describe('parseAmount', () => {
  it.each([
    ['55.94', 'USD', 5594],
    ['55.9', 'USD', 5590],
    ['55', 'USD', 5500],
    ['0', 'USD', 0],
    ['-0.00', 'EUR', 0],
    ['-1.05', 'EUR', -105],
    ['0.29', 'EUR', 29],
    ['1.15', 'EUR', 115],
    ['1005', 'JPY', 1005],
    ['1.005', 'KWD', 1005],
    ['0012.50', 'EUR', 1250],
    ['90071992547409.91', 'USD', 9007199254740991],
  ])('reads %s %s as %d minor units', (text, currency, amount) => {
    expect(parseAmount(text, currency)).toEqual({ ok: true, value: amount });
  });

  it.each([
    ['1.005', 'USD', '"1.005" has 3 decimals, but USD has 2.'],
    ['1.000', 'USD', '"1.000" has 3 decimals, but USD has 2.'],
    ['100.0', 'JPY', '"100.0" has 1 decimals, but JPY has 0.'],
    ['1.0005', 'KWD', '"1.0005" has 4 decimals, but KWD has 3.'],
    ['90071992547409.92', 'USD', '"90071992547409.92" is too large an amount.'],
  ])('refuses %s %s', (text, currency, reason) => {
    expect(parseAmount(text, currency)).toEqual({ ok: false, reason });
  });

  it.each(['1,234.50', '1.234,50', '$5', '5 USD', '1e3', 'abc', '.5', '5.', '- 5', 'NaN', '٣'])(
    'does not guess what %s means',
    (text) => {
      expect(parseAmount(text, 'USD')).toMatchObject({ ok: false });
    },
  );

  it.each([
    ['1.234,50', ',', 123450],
    ['1234,50', ',', 123450],
    ['1.234.567', ',', 123456700],
    ['1 234,5', ',', 123450],
    ['1\u202f234,50', ',', 123450],
    ["1'234.50", '.', 123450],
    ['1,234.50', '.', 123450],
    ['-0,05', ',', -5],
  ] as const)('reads %s where the decimals stand behind "%s"', (text, mark, amount) => {
    expect(parseAmount(text, 'EUR', mark)).toEqual({ ok: true, value: amount });
  });

  it.each([
    ['1234.50', ','],
    ['1.23,50', ','],
    ['1.234 567,00', ','],
    ['12.34.567', ','],
    ['1234,50', '.'],
    ['1,234,50', '.'],
  ] as const)('does not take %s for a number whose decimals stand behind "%s"', (text, mark) => {
    expect(parseAmount(text, 'EUR', mark)).toMatchObject({ ok: false });
  });
});
