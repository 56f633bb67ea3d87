import { describe, expect, it } from '@jest/globals';
import { localCalendar } from './local-calendar.js';
import { local, UTC, utc } from './plan.testing.js';
import { type ClosedReason, nextAllowedMoment, type SendRules, sendRules, whyClosed } from './send-window.js';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const office = { from: '09:00', to: '17:00', weekdays: [1, 2, 3, 4, 5] };
const rules = (windows: SendRules['windows'], ...closedOn: string[]): SendRules => ({
  windows,
  closedOn: new Set(closedOn),
});

// 2026-03-02 is a Monday.
describe('send rules (S14)', () => {
  it.each<[string, SendRules, string, ClosedReason | null, string | null]>([
    ['none: any moment', rules([]), '2026-03-07 03:17', null, '2026-03-07 03:17'],
    ['inside', rules([office]), '2026-03-02 09:00', null, '2026-03-02 09:00'],
    ['too early', rules([office]), '2026-03-02 08:59', 'quietHours', '2026-03-02 09:00'],
    ['the end is outside', rules([office]), '2026-03-02 17:00', 'quietHours', '2026-03-03 09:00'],
    ['Friday evening', rules([office]), '2026-03-06 18:00', 'quietHours', '2026-03-09 09:00'],
    ['Saturday', rules([office]), '2026-03-07 10:00', 'weekday', '2026-03-09 09:00'],
    [
      'a holiday',
      rules([office], '2026-03-02', '2026-03-03'),
      '2026-03-02 10:00',
      'holiday',
      '2026-03-04 09:00',
    ],
    ['a holiday without windows', rules([], '2026-03-02'), '2026-03-02 10:00', 'holiday', '2026-03-03 00:00'],
    [
      'two windows: where both are open',
      rules([office, { from: '12:00', to: '20:00', weekdays: EVERY_DAY }]),
      '2026-03-02 09:30',
      'quietHours',
      '2026-03-02 12:00',
    ],
    [
      'over midnight, before it',
      rules([{ from: '20:00', to: '02:00', weekdays: EVERY_DAY }]),
      '2026-03-02 12:00',
      'quietHours',
      '2026-03-02 20:00',
    ],
    [
      'over midnight, after it',
      rules([{ from: '20:00', to: '02:00', weekdays: EVERY_DAY }]),
      '2026-03-02 01:59',
      null,
      '2026-03-02 01:59',
    ],
    [
      'two windows that never meet',
      rules([office, { from: '18:00', to: '20:00', weekdays: EVERY_DAY }]),
      '2026-03-02 10:00',
      'quietHours',
      null,
    ],
    ['no weekday at all', rules([{ ...office, weekdays: [] }]), '2026-03-02 10:00', 'weekday', null],
  ])('%s', (_, given, time, why, next) => {
    expect(whyClosed(given, utc(time), UTC)).toBe(why);
    expect(local(nextAllowedMoment(given, utc(time), UTC))).toBe(next);
  });

  it('a window that opens in a gap of the clock opens when the gap ends (S1)', () => {
    const berlin = localCalendar([{ from: null, zone: 'Europe/Berlin' }]);
    const night = rules([{ from: '02:30', to: '04:00', weekdays: EVERY_DAY }]);
    expect(nextAllowedMoment(night, utc('2026-03-28 23:30'), berlin)).toBe(utc('2026-03-29 01:00'));
  });

  it('never answers a moment that has passed in an hour that occurs twice', () => {
    const berlin = localCalendar([{ from: null, zone: 'Europe/Berlin' }]);
    const night = rules([{ from: '02:30', to: '04:00', weekdays: EVERY_DAY }]);
    // 02:10 for the second time; the first 02:30 was at 00:30 UTC.
    expect(nextAllowedMoment(night, utc('2026-10-25 01:10'), berlin)).toBe(utc('2026-10-25 01:30'));
  });

  it('an automation only tightens its workspace', () => {
    const workspace = { sendWindow: office, holidays: ['2026-12-25'] };
    expect(sendRules(workspace, undefined)).toEqual(rules([office]));
    expect(sendRules({ ...workspace, skipHolidays: true }, { skipHolidays: false })).toEqual(
      rules([office], '2026-12-25'),
    );
    const late = { from: '12:00', to: '20:00', weekdays: [6] };
    expect(sendRules(workspace, { sendWindow: late, skipHolidays: true })).toEqual(
      rules([office, late], '2026-12-25'),
    );
  });
});
