import { describe, expect, it } from '@jest/globals';
import type { EventPeriodRecord } from '../../automations/live-periods.js';
import { standingAt } from './standing-at.js';

const period = (
  from: string,
  to: string | null,
  more: Partial<EventPeriodRecord> = {},
): EventPeriodRecord => ({
  automationId: 'A',
  status: 'live',
  event: 'payment.failed',
  from: new Date(`2026-03-02T${from}Z`),
  to: to === null ? null : new Date(`2026-03-02T${to}Z`),
  version: 1,
  ...more,
});

const at = (time: string, name = 'payment.failed') => ({ name, at: new Date(`2026-03-02T${time}Z`) });

/** Live from nine, revised at ten, paused from eleven to twelve. */
const PERIODS = [
  period('09:00:00', '10:00:00'),
  period('10:00:00', '11:00:00', { version: 2 }),
  period('12:00:00', null, { version: 2 }),
];

describe('how an automation stood when an event happened (S10, S16)', () => {
  it.each([
    ['08:59:59', null],
    ['09:00:00', 1],
    ['09:59:59', 1],
    ['10:00:00', 2],
    ['11:00:00', null],
    ['12:00:00', 2],
    ['23:00:00', 2],
  ])('at %s: version %s', (time, version) => {
    expect(standingAt(PERIODS, at(time))).toEqual([{ automationId: 'A', version, isPaused: false }]);
  });

  it('is none where no version of it starts on the event, and that of each where several do', () => {
    expect(standingAt(PERIODS, at('09:00:00', 'payment.succeeded'))).toEqual([]);
    const other = period('08:00:00', '09:30:00', { automationId: 'B', status: 'paused', version: 7 });
    expect(standingAt([...PERIODS, other], at('09:10:00'))).toEqual([
      { automationId: 'A', version: 1, isPaused: false },
      { automationId: 'B', version: 7, isPaused: true },
    ]);
  });

  it('goes by the event that was the trigger then', () => {
    const changed = [
      period('09:00:00', '10:00:00'),
      period('10:00:00', null, { event: 'payment.succeeded', version: 2 }),
    ];
    expect(standingAt(changed, at('10:30:00'))).toEqual([
      { automationId: 'A', version: null, isPaused: false },
    ]);
    expect(standingAt(changed, at('10:30:00', 'payment.succeeded'))).toMatchObject([{ version: 2 }]);
  });
});
