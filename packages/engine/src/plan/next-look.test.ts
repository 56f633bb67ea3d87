import { describe, expect, it } from '@jest/globals';
import type { JourneyState, Waiting } from './journey.js';
import { nextLook } from './next-look.js';
import { BERLIN, local, UTC, utc } from './plan.testing.js';

const waitingFor = (waiting: Waiting | null): JourneyState => ({
  startedAt: utc('2026-03-02 09:00'),
  startedOn: '2026-03-02',
  dailyAt: '09:00',
  streakId: null,
  step: 'pause',
  passes: [],
  waiting,
  ended: null,
});

describe('nextLook (S13)', () => {
  it.each<[string, Waiting | null, string, string]>([
    [
      'daily while it waits',
      { for: 'hours', until: utc('2026-03-09 11:00') },
      '2026-03-03 12:00',
      '2026-03-04 09:00',
    ],
    [
      'the end of the wait',
      { for: 'hours', until: utc('2026-03-03 13:00') },
      '2026-03-03 12:00',
      '2026-03-03 13:00',
    ],
    ['daily, later today', { for: 'outcome' }, '2026-03-03 08:00', '2026-03-03 09:00'],
    ['never the same instant', { for: 'operator' }, '2026-03-03 09:00', '2026-03-04 09:00'],
    ['a window that never opens', { for: 'sendWindow', until: null }, '2026-03-03 12:00', '2026-03-04 09:00'],
    ['right after entry', null, '2026-03-03 12:00', '2026-03-04 09:00'],
  ])('%s', (_, waiting, after, expected) => {
    expect(local(nextLook(waitingFor(waiting), utc(after), UTC))).toBe(expected);
  });

  it('daily by the local clock (S1)', () => {
    expect(nextLook(waitingFor(null), utc('2026-03-28 08:00'), BERLIN)).toBe(utc('2026-03-29 07:00'));
  });
});
