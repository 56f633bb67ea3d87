import { describe, expect, it } from '@jest/globals';
import { rampOf, rampStretches } from './ageing.js';
import { dateIn, formatDate, formatInstant, formatMonth, zoneName } from './dates.js';
import { formatMoney, formatShortMoney, formatSums } from './money.js';

const LOCALE = 'en-GB';

describe('money', () => {
  it.each([
    [16_000, 'EUR', '€160.00'],
    [-5, 'USD', '-$0.05'],
    [1_234, 'JPY', '¥1,234'],
    [1_500, 'KWD', 'KWD 1.500'],
  ])('%d of %s reads %s', (amount, currency, words) => {
    expect(formatMoney(amount, currency, LOCALE).replaceAll('\u00a0', ' ')).toBe(words);
  });

  it('puts currencies side by side and never adds them up (S3)', () => {
    const sums = [
      { currency: 'EUR', amount: 4_821_040 },
      { currency: 'USD', amount: 1_296_400 },
    ];
    expect(formatSums(sums, LOCALE)).toBe('€48,210.40 · $12,964.00');
  });

  it('is short on axes', () => {
    expect(formatShortMoney(6_000_000, 'EUR', LOCALE)).toBe('€60k');
  });
});

describe('dates', () => {
  const context = { locale: LOCALE, today: '2026-11-24' };

  it('leave out the year that it is', () => {
    expect(formatDate('2026-11-24', context)).toBe('Tue 24 Nov');
    expect(formatDate('2025-11-24', context)).toBe('Mon, 24 Nov 2025');
  });

  it('of today are a time only, in the zone that is named', () => {
    expect(formatInstant('2026-11-24T08:01:00Z', 'Europe/Berlin', context)).toBe('09:01');
    expect(formatInstant('2026-11-22T23:30:00Z', 'Europe/Berlin', context)).toBe('Mon 23 Nov, 00:30');
  });

  it('are months only where days do not matter', () => {
    expect(formatMonth('2025-10-20', { locale: LOCALE, withYear: false })).toBe('Oct');
    expect(formatMonth('2025-10-20', { locale: LOCALE, withYear: true })).toBe('Oct 2025');
  });

  it('depend on the zone', () => {
    expect(dateIn('2026-11-24T23:30:00Z', 'Europe/Berlin')).toBe('2026-11-25');
    expect(dateIn('2026-11-24T23:30:00Z', 'America/New_York')).toBe('2026-11-24');
  });

  it('name zones as people do', () => {
    expect(zoneName('America/New_York')).toBe('New York');
  });
});

describe('the ramp', () => {
  it.each([
    [0, null],
    [1, 1],
    [7, 1],
    [8, 2],
    [14, 2],
    [15, 3],
    [31, 4],
    [61, 5],
    [90, 5],
    [91, 6],
    [5_000, 6],
  ])('of %d days past due is %s', (days, ramp) => {
    expect(rampOf(days)).toBe(ramp);
  });
});

describe('the colours of days in a row', () => {
  it('change with the bucket and cover every day once', () => {
    expect(rampStretches(6, 10)).toEqual([
      { ramp: 1, from: 0, days: 2 },
      { ramp: 2, from: 2, days: 7 },
      { ramp: 3, from: 9, days: 1 },
    ]);
  });

  it('stay the deepest without end', () => {
    expect(rampStretches(400, 30)).toEqual([{ ramp: 6, from: 0, days: 30 }]);
  });
});
