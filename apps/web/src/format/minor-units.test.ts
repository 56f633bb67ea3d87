import { expect, it } from '@jest/globals';
import { toMajorUnits, toMinorUnits } from './minor-units.js';

it.each([
  ['160', 'EUR', 16_000],
  ['0.29', 'EUR', 29],
  [1.1, 'EUR', 110],
  ['1234', 'JPY', 1_234],
  ['1.5', 'KWD', 1_500],
  ['1.005', 'EUR', null],
  ['1.5', 'JPY', null],
  ['', 'EUR', null],
  ['-3', 'EUR', null],
  ['99999999999999999', 'EUR', null],
])('S3 %s of %s is %s minor units', (amount, currency, units) => {
  expect(toMinorUnits(amount, currency)).toBe(units);
});

it.each([
  [16_000, 'EUR', '160.00'],
  [5, 'EUR', '0.05'],
  [1_234, 'JPY', '1234'],
  [1_500, 'KWD', '1.500'],
])('%d of %s is written %s', (units, currency, written) => {
  expect(toMajorUnits(units, currency)).toBe(written);
  expect(toMinorUnits(written, currency)).toBe(units);
});
