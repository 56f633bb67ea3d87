import { describe, expect, it } from '@jest/globals';
import { addDays, daysBetween, daysInMonth, fromEpochDay, toEpochDay, weekdayOf } from './epoch-day.js';

describe('epoch days', () => {
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['0000-01-01', -719_528],
    ['9999-12-31', 2_932_896],
  ])('%s is day %d', (date, day) => {
    expect(toEpochDay(date)).toBe(day);
    expect(fromEpochDay(day)).toBe(date);
  });

  it('agrees with Date.UTC on every day of five centuries', () => {
    for (let day = toEpochDay('1700-01-01'); day <= toEpochDay('2200-12-31'); day += 1) {
      const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
      if (fromEpochDay(day) !== date || toEpochDay(date) !== day) throw new Error(`differs on ${date}`);
    }
  });

  it.each(['2026-02-30', '2100-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '2026-01-01T00:00', ''])(
    'refuses %j',
    (date) => {
      expect(() => toEpochDay(date)).toThrow(RangeError);
    },
  );

  it.each([0.5, Number.NaN, 2_932_897, -719_529])('refuses day %d', (day) => {
    expect(() => fromEpochDay(day)).toThrow(RangeError);
  });

  it('adds and counts in calendar days (S1)', () => {
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-03-30', '2026-03-28')).toBe(-2);
  });

  it('counts weekdays from Monday', () => {
    expect(weekdayOf('2026-11-23')).toBe(1);
    expect(weekdayOf('2026-11-22')).toBe(7);
    expect(weekdayOf('1969-12-29')).toBe(1);
    expect(weekdayOf('1900-01-01')).toBe(1);
  });

  it('knows how long months are', () => {
    expect([2000, 1900, 2024, 2026].map((year) => daysInMonth(year, 2))).toEqual([29, 28, 29, 28]);
    expect(daysInMonth(2026, 4)).toBe(30);
    expect(daysInMonth(2026, 12)).toBe(31);
  });
});
