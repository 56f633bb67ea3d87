import { describe, expect, it } from '@jest/globals';
import { retryAfterSeconds } from './retry-after.js';

const now = new Date('2026-03-29T07:00:00.500Z');

describe('retryAfterSeconds', () => {
  it.each([
    [undefined, undefined],
    ['', undefined],
    ['120', 120],
    [' 0 ', 0],
    ['9999999999', 86_400],
    ['-5', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    ['Sun, 29 Mar 2026 07:02:00 GMT', 120],
    ['Sun, 29 Mar 2026 06:00:00 GMT', 0],
    ['Tue, 29 Mar 2050 07:00:00 GMT', 86_400],
    ['Sun, 99 Mar 2026 07:02:00 GMT', undefined],
    ['2026-03-29', undefined],
  ])('reads %j as %j', (header, seconds) => {
    expect(retryAfterSeconds(header, now)).toBe(seconds);
  });
});
