import { describe, expect, it } from '@jest/globals';
import { addDays } from './epoch-day.js';
import {
  businessDateIn,
  startOfDateIn,
  type ZoneHistory,
  zoneChangeTakesEffectOn,
  zoneOn,
} from './zone-history.js';

const moved = (from: string, on: string, to: string): ZoneHistory => [
  { from: null, zone: from },
  { from: on, zone: to },
];

describe('zones of an account (S21)', () => {
  it('past dates keep their zone', () => {
    const history = moved('Europe/Berlin', '2026-03-10', 'America/New_York');
    expect(zoneOn(history, '2026-03-09')).toBe('Europe/Berlin');
    expect(zoneOn(history, '2026-03-10')).toBe('America/New_York');
    expect(startOfDateIn(history, '2026-03-09')).toBe(Date.UTC(2026, 2, 8, 23));
    expect(startOfDateIn(history, '2026-03-10')).toBe(Date.UTC(2026, 2, 10, 4));
  });

  it('refuses a date before the history and an empty history', () => {
    expect(() => zoneOn([{ from: '2026-01-01', zone: 'UTC' }], '2025-12-31')).toThrow(RangeError);
    expect(() => zoneOn([], '2025-12-31')).toThrow(RangeError);
  });

  it.each([
    ['Europe/Berlin', 'America/New_York'],
    ['America/New_York', 'Europe/Berlin'],
    ['Pacific/Apia', 'Pacific/Pago_Pago'],
    ['Pacific/Pago_Pago', 'Pacific/Kiritimati'],
  ])('%s to %s: every instant has one date, in order', (from, to) => {
    const history = moved(from, '2026-06-10', to);
    for (let date = '2026-06-01'; date < '2026-06-20'; date = addDays(date, 1)) {
      const start = startOfDateIn(history, date);
      const next = startOfDateIn(history, addDays(date, 1));
      expect(next).toBeGreaterThanOrEqual(start);
      if (next === start) continue;
      expect([start, next - 1].map((at) => businessDateIn(history, at))).toEqual([date, date]);
    }
  });

  it('a date that the move swallows begins with the next', () => {
    const history = moved('Pacific/Pago_Pago', '2026-06-10', 'Pacific/Kiritimati');
    const start = Date.UTC(2026, 5, 9, 10);
    expect(startOfDateIn(history, '2026-06-09')).toBe(start);
    expect(startOfDateIn(history, '2026-06-10')).toBe(start);
    expect(businessDateIn(history, start)).toBe('2026-06-10');
  });

  it.each([
    ['the same date in both', Date.UTC(2026, 5, 10, 12), 'Europe/Berlin', 'America/New_York', '2026-06-11'],
    ['the old one is ahead', Date.UTC(2026, 5, 10, 23), 'Europe/Berlin', 'America/New_York', '2026-06-12'],
    ['the new one is ahead', Date.UTC(2026, 5, 10, 23), 'America/New_York', 'Europe/Berlin', '2026-06-12'],
  ])('a change takes effect on the date after the later of the two: %s', (_, now, from, to, expected) => {
    expect(zoneChangeTakesEffectOn(now, from, to)).toBe(expected);
  });
});
