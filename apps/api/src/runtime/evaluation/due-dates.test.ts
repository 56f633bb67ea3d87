import { describe, expect, it } from '@jest/globals';
import { dueDates, firstDateAfter, type LivePeriod } from './due-dates.js';

const at = (iso: string): number => Date.parse(iso);
const daily = { every: 'day', at: '09:00' } as const;
const live = (from: string, to: string | null = null, version = 1): LivePeriod => ({
  from: at(from),
  to: to === null ? null : at(to),
  version,
  schedule: daily,
});

describe('due dates (S10)', () => {
  it('begins with the first date whose instant lies after publish', () => {
    const after = dueDates([live('2026-03-01T09:00:00Z')], 'UTC', null, at('2026-03-02T09:00:00Z'));
    expect(after.dates.map((due) => due.date)).toEqual(['2026-03-02']);
    const before = dueDates([live('2026-03-01T08:59:59Z')], 'UTC', null, at('2026-03-02T08:59:59Z'));
    expect(before.dates).toEqual([{ date: '2026-03-01', at: at('2026-03-01T09:00:00Z'), version: 1 }]);
  });

  it('goes on after the last evaluated date, whatever was missed in between', () => {
    const due = dueDates([live('2026-01-01T00:00:00Z')], 'UTC', '2026-03-04', at('2026-03-08T10:00:00Z'));
    expect(due.dates.map((each) => each.date)).toEqual([
      '2026-03-05',
      '2026-03-06',
      '2026-03-07',
      '2026-03-08',
    ]);
  });

  it('skips the dates while paused and takes the version live then', () => {
    const periods = [
      live('2026-03-01T00:00:00Z', '2026-03-02T12:00:00Z'),
      live('2026-03-04T12:00:00Z', '2026-03-05T09:00:00Z', 1),
      live('2026-03-05T09:00:00Z', null, 2),
    ];
    const due = dueDates(periods, 'UTC', null, at('2026-03-06T09:00:00Z'));
    expect(due.dates.map((each) => [each.date, each.version])).toEqual([
      ['2026-03-01', 1],
      ['2026-03-02', 1],
      ['2026-03-05', 1],
      ['2026-03-06', 2],
    ]);
  });

  it('catches up with 31 dates and lists older ones as one gap', () => {
    const due = dueDates([live('2026-01-01T00:00:00Z')], 'UTC', '2026-01-05', at('2026-02-10T09:00:00Z'));
    expect(due.dates).toHaveLength(31);
    expect(due.dates[0]!.date).toBe('2026-01-11');
    expect(due.gap).toEqual({
      first: { date: '2026-01-06', at: at('2026-01-06T09:00:00Z'), version: 1 },
      last: { date: '2026-01-10', at: at('2026-01-10T09:00:00Z'), version: 1 },
    });
  });

  it('has a date once whose hour a new version moved on', () => {
    const later = {
      ...live('2026-03-02T09:30:00Z', null, 2),
      schedule: { every: 'day', at: '10:00' } as const,
    };
    const periods = [live('2026-03-01T09:00:00Z', '2026-03-02T09:30:00Z'), later];
    const due = dueDates(periods, 'UTC', null, at('2026-03-03T10:00:00Z'));
    expect(due.dates.map((each) => [each.date, each.version])).toEqual([
      ['2026-03-02', 1],
      ['2026-03-03', 2],
    ]);
  });

  it('reads the local time of each zone (S21)', () => {
    const due = (zone: string): string[] =>
      dueDates([live('2026-03-01T12:00:00Z')], zone, null, at('2026-03-02T09:00:00Z')).dates.map(
        (d) => d.date,
      );
    expect(due('Pacific/Auckland')).toEqual(['2026-03-02']);
    expect(due('America/New_York')).toEqual(['2026-03-01']);
  });

  it('names the first date after an instant', () => {
    expect(firstDateAfter(daily, 'UTC', at('2026-03-01T09:00:00Z'))).toBe('2026-03-02');
    expect(
      firstDateAfter({ every: 'week', at: '09:00', weekday: 1 }, 'UTC', at('2026-11-22T10:00:00Z')),
    ).toBe('2026-11-23');
  });
});
