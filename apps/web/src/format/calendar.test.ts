import { describe, expect, it } from '@jest/globals';
import { addDays, daysBetween, weekdayOf } from './calendar.js';

describe('calendar dates', () => {
  it.each([
    ['2026-11-24', 1, '2026-11-25'],
    ['2026-03-28', 2, '2026-03-30'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2028-02-28', 1, '2028-02-29'],
  ])('%s and %d days is %s, whatever clocks do', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
    expect(daysBetween(date, expected)).toBe(days);
  });

  it.each([
    ['2026-11-23', 1],
    ['2026-11-29', 7],
    ['1969-12-29', 1],
  ])('%s is weekday %d', (date, weekday) => {
    expect(weekdayOf(date)).toBe(weekday);
  });
});
