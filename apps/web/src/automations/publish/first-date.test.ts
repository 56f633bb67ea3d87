import { describe, expect, it } from '@jest/globals';
import type { ScheduleTrigger } from '@dunwell/language';
import { firstDate } from './first-date.js';

const daily: ScheduleTrigger = { kind: 'schedule', every: 'day', at: '09:00' };
const weekly = (weekday: number): ScheduleTrigger => ({ ...daily, every: 'week', weekday });
const monthly = (dayOfMonth: number): ScheduleTrigger => ({ ...daily, every: 'month', dayOfMonth });

describe('the date that is evaluated first after a publish (S10)', () => {
  it.each([
    ['today, before its time', daily, '2026-11-24T07:59:00Z', '2026-11-24'],
    ['tomorrow, at its time', daily, '2026-11-24T08:00:00Z', '2026-11-25'],
    ['the next Tuesday, on a Tuesday after its time', weekly(2), '2026-11-24T10:00:00Z', '2026-12-01'],
    ['the Sunday to come', weekly(7), '2026-11-24T10:00:00Z', '2026-11-29'],
    ['the first of next month', monthly(1), '2026-11-24T10:00:00Z', '2026-12-01'],
    ['the last of this month', monthly(31), '2026-11-24T10:00:00Z', '2026-11-30'],
    ['the last of February where it has no 30th', monthly(30), '2027-02-01T10:00:00Z', '2027-02-28'],
  ])('is %s', (_, schedule, now, date) => {
    expect(firstDate(schedule, now, 'Europe/Berlin')).toBe(date);
  });

  it('depends on the zone', () => {
    expect(firstDate(daily, '2026-11-24T10:00:00Z', 'America/Los_Angeles')).toBe('2026-11-24');
  });
});
