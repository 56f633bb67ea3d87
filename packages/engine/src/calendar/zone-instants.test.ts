import { describe, expect, it } from '@jest/globals';
import { addDays } from './epoch-day.js';
import { businessDateAt, instantAt, isKnownZone, startOfDay, startOfEpochDay } from './zone-instants.js';

const iso = (instant: number) => new Date(instant).toISOString();

describe('instantAt (S1)', () => {
  it.each([
    ['an ordinary time', '2026-01-15', '09:00', 'Europe/Berlin', '2026-01-15T08:00:00.000Z'],
    ['a quarter-hour offset', '2026-01-15', '09:00', 'Asia/Kathmandu', '2026-01-15T03:15:00.000Z'],
    [
      'a time in a gap: the next that exists',
      '2026-03-29',
      '02:30',
      'Europe/Berlin',
      '2026-03-29T01:00:00.000Z',
    ],
    ['the end of a gap', '2026-03-29', '03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    ['a gap of half an hour', '2026-10-04', '02:10', 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
    [
      'a time that occurs twice: the first',
      '2026-10-25',
      '02:30',
      'Europe/Berlin',
      '2026-10-25T00:30:00.000Z',
    ],
    ['twice in New York', '2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    ['a gap in Auckland', '2026-09-27', '02:15', 'Pacific/Auckland', '2026-09-26T14:00:00.000Z'],
    ['a missing date', '2011-12-30', '09:00', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
    ['the date before it', '2011-12-29', '23:59', 'Pacific/Apia', '2011-12-30T09:59:00.000Z'],
  ])('%s', (_, date, time, zone, expected) => {
    expect(iso(instantAt(date, time, zone))).toBe(expected);
    expect(iso(instantAt(date, time, zone))).toBe(expected);
  });

  it.each(['9:00', '24:00', '12:60', '', '12:00:00'])('refuses the time %j', (time) => {
    expect(() => instantAt('2026-01-01', time, 'UTC')).toThrow(RangeError);
  });

  it('refuses a zone and a date that do not exist', () => {
    expect(() => instantAt('2026-01-01', '09:00', 'Mars/Base')).toThrow(RangeError);
    expect(() => instantAt('2026-02-30', '09:00', 'UTC')).toThrow(RangeError);
  });
});

describe('startOfDay (S0, S1)', () => {
  it.each([
    ['a midnight', '2026-07-01', 'America/New_York', '2026-07-01T04:00:00.000Z'],
    ['a midnight in a gap', '2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    ['a midnight that occurs twice', '2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
    ['a date that the clock skips', '2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
    ['the date after it', '2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('%s', (_, date, zone, expected) => {
    expect(iso(startOfDay(date, zone))).toBe(expected);
  });

  it('is the same for epoch days', () => {
    expect(startOfEpochDay(1, 'UTC')).toBe(86_400_000);
  });
});

describe('businessDateAt', () => {
  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'America/Havana',
    'Pacific/Auckland',
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'Pacific/Apia',
  ];

  it.each(zones)('%s: each date holds from its start to the start of the next', (zone) => {
    for (let date = '2011-12-20'; date < '2013-01-10'; date = addDays(date, 1)) {
      const start = startOfDay(date, zone);
      const next = startOfDay(addDays(date, 1), zone);
      if (start === next) continue;
      expect([start, next - 1].map((at) => businessDateAt(at, zone))).toEqual([date, date]);
    }
  });

  it('is never a date that the clock skips', () => {
    expect(businessDateAt(Date.UTC(2011, 11, 30, 9, 59), 'Pacific/Apia')).toBe('2011-12-29');
    expect(businessDateAt(Date.UTC(2011, 11, 30, 10), 'Pacific/Apia')).toBe('2011-12-31');
  });

  it('does not go back when the clock passes midnight twice', () => {
    expect(businessDateAt(Date.UTC(2026, 10, 1, 4, 30), 'America/Havana')).toBe('2026-11-01');
    expect(businessDateAt(Date.UTC(2026, 10, 1, 5, 30), 'America/Havana')).toBe('2026-11-01');
  });
});

describe('isKnownZone', () => {
  it.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+3'])('knows %s', (zone) => {
    expect(isKnownZone(zone)).toBe(true);
  });

  it.each(['', 'europe/berlin', '+02:00', 'Mars/Base', 'Z', 'Europe/Berlin '])('does not know %j', (zone) => {
    expect(isKnownZone(zone)).toBe(false);
  });
});
