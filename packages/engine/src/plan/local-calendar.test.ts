import { describe, expect, it } from '@jest/globals';
import { localCalendar } from './local-calendar.js';
import { utc } from './plan.testing.js';

describe('localCalendar (S21)', () => {
  const moved = localCalendar([
    { from: null, zone: 'Asia/Kathmandu' },
    { from: '2026-03-05', zone: 'America/New_York' },
  ]);

  it.each([
    ['2026-03-02 18:14', '2026-03-02', '23:59'],
    ['2026-03-02 18:15', '2026-03-03', '00:00'],
    ['2026-03-06 04:59', '2026-03-05', '23:59'],
    ['2026-03-06 05:00', '2026-03-06', '00:00'],
  ])('%s UTC is %s %s', (at, date, time) => {
    expect([moved.dateAt(utc(at)), moved.timeAt(utc(at))]).toEqual([date, time]);
    expect(moved.instantAt(date, time)).toBe(utc(at));
  });

  it('cuts seconds off', () => {
    expect(moved.timeAt(utc('2026-03-02 18:14') + 59_999)).toBe('23:59');
  });
});
