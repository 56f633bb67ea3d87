import { describe, expect, it } from '@jest/globals';
import { utc } from './account-facts.testing.js';
import { streakRuns } from './streak-runs.js';

const UTC = [{ from: null, zone: 'UTC' }];
const MARCH = { from: '2026-03-01', to: '2026-03-31' };

const streak = (openedOn: string, ended: string | null) => ({
  openedOn,
  endedAt: ended === null ? null : utc(ended),
});

describe('the dates of streaks', () => {
  it.each([
    ['goes on', [streak('2026-03-10', null)], ['2026-03-10..2026-03-31 day 1']],
    [
      'paid during a date, which counts',
      [streak('2026-03-10', '2026-03-12 10:00')],
      ['2026-03-10..2026-03-12 day 1'],
    ],
    [
      'paid as a date began, which does not',
      [streak('2026-03-10', '2026-03-12')],
      ['2026-03-10..2026-03-11 day 1'],
    ],
    ['begun before', [streak('2026-02-20', '2026-03-02 10:00')], ['2026-03-01..2026-03-02 day 10']],
    ['over before', [streak('2026-02-01', '2026-03-01')], []],
    ['still to come', [streak('2026-04-01', null)], []],
    [
      'two on one date, which is the later one’s (S4)',
      [streak('2026-03-10', '2026-03-12 10:00'), streak('2026-03-12', null)],
      ['2026-03-10..2026-03-11 day 1', '2026-03-12..2026-03-31 day 1'],
    ],
    [
      'three on one date',
      [
        streak('2026-03-10', '2026-03-12 08:00'),
        streak('2026-03-12', '2026-03-12 10:00'),
        streak('2026-03-12', '2026-03-14 10:00'),
      ],
      ['2026-03-10..2026-03-11 day 1', '2026-03-12..2026-03-14 day 1'],
    ],
  ])('%s', (_, streaks, expected) => {
    const runs = streakRuns(streaks, UTC, MARCH);
    expect(runs.map(({ from, to, day }) => `${from}..${to} day ${day}`)).toEqual(expected);
  });

  it('are those of the zone in force (S21)', () => {
    const moved = [
      { from: null, zone: 'America/New_York' },
      { from: '2026-03-12', zone: 'Europe/Berlin' },
    ];
    // 23:30 in New York on the 11th is after midnight in Berlin, whose 12th has begun.
    const [run] = streakRuns([streak('2026-03-10', '2026-03-12 03:30')], moved, MARCH);
    expect(run).toEqual({ from: '2026-03-10', to: '2026-03-12', day: 1 });
  });
});
