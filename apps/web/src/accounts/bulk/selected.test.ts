import { expect, it } from '@jest/globals';
import { countOf, requestFor, tooMany } from './selected.js';

const some = { keys: new Set(['A', 'B']), whole: false };
const whole = { keys: new Set(['A', 'B']), whole: true };
const filter = { pastDue: true };

it('names the accounts that were chosen one by one', () => {
  expect(countOf(some, 312)).toBe(2);
  expect(requestFor(some, { filter, expected: 2 })).toEqual({ accounts: ['A', 'B'], expected: 2 });
});

it('names the filter, with the number that was seen, where all of it is meant', () => {
  expect(countOf(whole, 312)).toBe(312);
  expect(requestFor(whole, { filter, expected: 312 })).toEqual({ filter, expected: 312 });
});

it('says when there are too many for one request', () => {
  expect(tooMany(5_000)).toBeUndefined();
  expect(tooMany(5_001)).toContain('At most 5,000');
});
