import { describe, expect, it } from '@jest/globals';
import type { Condition, Step } from '@dunwell/language';
import type { JourneyState, Waiting } from './journey.js';
import { nextLook, nextNeededLook } from './next-look.js';
import {
  atLeast,
  BERLIN,
  fieldOf,
  is,
  local,
  PAID,
  rule,
  STREAK_DAYS,
  tag,
  UTC,
  utc,
} from './plan.testing.js';
import { prepareAutomation } from './prepare-automation.js';

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

describe('nextNeededLook (S13)', () => {
  const exit = (when: Condition) => [{ id: 'out', label: 'Out', when }];
  const failures: Condition = {
    field: 'account.failedPaymentsInLast',
    operator: 'atLeast',
    value: 2,
    params: { days: 30 },
  };
  const asked = (when: Condition): Record<string, Step> => ({
    pause: { kind: 'waitFor', when, timeoutDays: 9, onMet: 'tag', onTimeout: null, next: null },
    tag: tag(),
  });
  const condition: Waiting = { for: 'condition', on: '2026-03-11', until: utc('2026-03-11 09:00') };
  const date: Waiting = { for: 'date', on: '2026-03-11', until: utc('2026-03-11 09:00') };
  it.each<[string, Condition, Condition, Waiting | null, string | null]>([
    ['the end of a wait, where only facts bring the exit about', PAID, PAID, date, '2026-03-11 09:00'],
    ['daily, where a day count may', atLeast(STREAK_DAYS, 9), PAID, date, '2026-03-04 09:00'],
    ['daily, where the last so many days may', failures, PAID, date, '2026-03-04 09:00'],
    [
      'the timeout, where only facts bring about what it waits for',
      PAID,
      PAID,
      condition,
      '2026-03-11 09:00',
    ],
    ['daily, where a day count does', PAID, { not: is(STREAK_DAYS, 3) }, condition, '2026-03-04 09:00'],
    ['not daily for a condition it does not wait for', PAID, is(STREAK_DAYS, 3), date, '2026-03-11 09:00'],
    ['never, where it waits for its delivery', PAID, PAID, { for: 'outcome' }, null],
  ])('%s', (_, out, when, waiting, expected) => {
    const automation = prepareAutomation(rule('pause', asked(when), { exit: exit(out) }), fieldOf);
    const at = nextNeededLook(automation, waitingFor(waiting), utc('2026-03-03 12:00'), UTC);
    expect(local(at)).toBe(expected);
  });
});
