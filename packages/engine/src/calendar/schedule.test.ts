import { describe, expect, it } from '@jest/globals';
import { isScheduledOn, type Schedule, scheduledInstant } from './schedule.js';

const monthly = (dayOfMonth: number): Schedule => ({ every: 'month', at: '09:00', dayOfMonth });
const weekly = (weekday: number): Schedule => ({ every: 'week', at: '09:00', weekday });

describe('isScheduledOn (S10)', () => {
  it.each<[string, Schedule, string, boolean]>([
    ['daily', { every: 'day', at: '09:00' }, '2026-11-22', true],
    ['Sunday', weekly(7), '2026-11-22', true],
    ['not Monday', weekly(1), '2026-11-22', false],
    ['the 15th', monthly(15), '2026-11-15', true],
    ['not the 16th', monthly(15), '2026-11-16', false],
    ['31 is the last of a short month', monthly(31), '2026-11-30', true],
    ['31 is the last of February', monthly(31), '2026-02-28', true],
    ['31 in a leap year', monthly(31), '2028-02-28', false],
    ['30 in February is its last', monthly(30), '2026-02-28', true],
    ['30 in a month of 31', monthly(30), '2026-01-31', false],
  ])('%s', (_, schedule, date, expected) => {
    expect(isScheduledOn(schedule, date)).toBe(expected);
  });

  it('refuses a schedule without its day', () => {
    expect(() => isScheduledOn({ every: 'week', at: '09:00' }, '2026-11-22')).toThrow(RangeError);
    expect(() => isScheduledOn({ every: 'month', at: '09:00' }, '2026-11-22')).toThrow(RangeError);
  });
});

it('scheduledInstant is the local time on the date (S0)', () => {
  expect(scheduledInstant({ every: 'day', at: '09:00' }, '2026-07-01', 'Europe/Berlin')).toBe(
    Date.UTC(2026, 6, 1, 7),
  );
});
