import { describe, expect, it } from '@jest/globals';
import type { Action } from '@dunwell/language';
import { placeUnderCap } from './contact-cap.js';
import { type Circumstances, type Held, heldBack, heldUntil } from './held-back.js';
import { ALWAYS_OPEN, local, lookAt, UTC, utc } from './plan.testing.js';
import type { SendRules } from './send-window.js';

const email: Action = { kind: 'emailCustomer', subject: 'Hello', body: 'Please pay' };
const webhook: Action = { kind: 'webhook', url: 'https://example.com' };
const suspend: Action = { kind: 'suspendService' };
const task: Action = { kind: 'createTask', title: 'Call', dueInDays: 1 };

const FREE: Circumstances = { holds: [], paymentsInFlight: [], contact: null, newerStarted: false };
const onHold = (until: string | null, on: 'account' | 'invoice' = 'account'): Circumstances => ({
  ...FREE,
  holds: [{ on, leaveOut: false, until: until === null ? null : utc(until) }],
});
const excluded: Circumstances = { ...FREE, holds: [{ on: 'account', leaveOut: true, until: null }] };
const leftOutInvoice: Circumstances = { ...FREE, holds: [{ on: 'invoice', leaveOut: true, until: null }] };
const paying = (...since: string[]): Circumstances => ({ ...FREE, paymentsInFlight: since.map(utc) });
const capped: Circumstances = {
  ...FREE,
  contact: { cap: { messages: 1, days: 7 }, sent: [utc('2026-03-01 10:00')] },
};
const OFFICE: SendRules = {
  windows: [{ from: '09:00', to: '17:00', weekdays: [1, 2, 3, 4, 5] }],
  closedOn: new Set(),
};
const SUNDAYS: SendRules = { windows: [{ ...OFFICE.windows[0]!, weekdays: [7] }], closedOn: new Set() };

function at(
  time: string,
  action: Action,
  circumstances: Circumstances,
  previous: Held | null = null,
  sendRules = ALWAYS_OPEN,
): string {
  const held = heldBack(action, circumstances, lookAt(time, undefined, { sendRules }), previous);
  if (held === null) return 'goes out';
  return held.kind === 'held' ? `${held.reason} until ${local(held.until) ?? 'open'}` : held.kind;
}

describe('heldBack (S14)', () => {
  it.each<[string, Action, Circumstances, SendRules, string]>([
    ['nothing in the way', email, FREE, ALWAYS_OPEN, 'goes out'],
    ['a dated hold', email, onHold('2026-04-15 00:00'), ALWAYS_OPEN, 'accountHold until 2026-04-15 00:00'],
    ['an open hold', suspend, onHold(null), ALWAYS_OPEN, 'accountHold until open'],
    [
      'an invoice hold',
      email,
      onHold('2026-03-05 00:00', 'invoice'),
      ALWAYS_OPEN,
      'invoiceHold until 2026-03-05 00:00',
    ],
    ['an excluded account', email, excluded, ALWAYS_OPEN, 'excluded'],
    ['an invoice left out', email, leftOutInvoice, ALWAYS_OPEN, 'invoiceHold until open'],
    [
      'a payment in flight',
      suspend,
      paying('2026-02-28 12:34'),
      ALWAYS_OPEN,
      'paymentInFlight until 2026-03-10 12:34',
    ],
    ['a payment in flight for over 10 days', suspend, paying('2026-02-19 09:00'), ALWAYS_OPEN, 'goes out'],
    [
      'two payments: the later',
      email,
      paying('2026-02-28 12:00', '2026-03-01 12:00'),
      ALWAYS_OPEN,
      'paymentInFlight until 2026-03-11 12:00',
    ],
    ['a webhook meets holds', webhook, onHold(null), ALWAYS_OPEN, 'accountHold until open'],
    ['a webhook meets exclusion', webhook, excluded, ALWAYS_OPEN, 'excluded'],
    ['a webhook meets no payment', webhook, paying('2026-03-01 12:00'), ALWAYS_OPEN, 'goes out'],
    ['an inward step meets nothing', task, excluded, SUNDAYS, 'goes out'],
    [
      'quiet hours',
      email,
      FREE,
      { ...OFFICE, windows: [{ ...OFFICE.windows[0]!, from: '10:00' }] },
      'quietHours until 2026-03-02 10:00',
    ],
    ['a weekday', email, FREE, SUNDAYS, 'weekday until 2026-03-08 09:00'],
    [
      'a holiday',
      email,
      FREE,
      { ...OFFICE, closedOn: new Set(['2026-03-02']) },
      'holiday until 2026-03-03 09:00',
    ],
    ['windows are for messages only', suspend, FREE, SUNDAYS, 'goes out'],
    ['a cap', email, capped, ALWAYS_OPEN, 'contactCap until 2026-03-08 00:00'],
    ['a cap, then a window', email, capped, OFFICE, 'contactCap until 2026-03-09 09:00'],
    ['caps are for messages only', suspend, capped, ALWAYS_OPEN, 'goes out'],
  ])('%s', (_, action, circumstances, rules, expected) => {
    expect(at('2026-03-02 09:00', action, circumstances, null, rules)).toBe(expected);
  });

  it.each<[string, Circumstances, string]>([
    [
      'exclusion before a hold',
      { ...onHold(null), holds: [...onHold(null).holds, ...excluded.holds] },
      'excluded',
    ],
    [
      'a hold before a payment',
      { ...paying('2026-03-01 12:00'), ...onHold(null), paymentsInFlight: [utc('2026-03-01 12:00')] },
      'accountHold until open',
    ],
    [
      'a payment before a cap',
      { ...capped, paymentsInFlight: [utc('2026-03-01 12:00')] },
      'paymentInFlight until 2026-03-11 12:00',
    ],
    [
      'an open hold outlasts a dated one',
      { ...FREE, holds: [...onHold('2026-03-05 00:00').holds, ...onHold(null).holds] },
      'accountHold until open',
    ],
    [
      'the later of two dated holds',
      {
        ...FREE,
        holds: [...onHold('2026-03-05 00:00').holds, ...onHold('2026-03-09 00:00', 'invoice').holds],
      },
      'accountHold until 2026-03-09 00:00',
    ],
  ])('precedence: %s', (_, circumstances, expected) => {
    expect(at('2026-03-02 09:00', email, circumstances)).toBe(expected);
  });

  const heldSince = (time: string, circumstances: Circumstances): Held => {
    const held = heldBack(email, circumstances, lookAt(time), null);
    if (held?.kind !== 'held') throw new Error('not held');
    return held;
  };

  it('a wait of 14 days expires, counted over its reasons', () => {
    const held = heldSince('2026-03-02 09:00', onHold(null));
    expect(local(heldUntil(held))).toBe('2026-03-16 09:00');
    expect(at('2026-03-16 08:59', email, onHold(null), held)).toBe('accountHold until open');
    expect(at('2026-03-16 09:00', email, onHold(null), held)).toBe('expired');
    expect(at('2026-03-16 09:00', email, paying('2026-03-15 09:00'), held)).toBe('expired');
    expect(at('2026-03-16 09:00', email, FREE, held)).toBe('goes out');
  });

  it('a hold with an end date does not expire, and what follows it counts anew', () => {
    const held = heldSince('2026-03-02 09:00', onHold('2026-05-01 00:00'));
    expect(held).toMatchObject({ since: null, expiresAt: null });
    expect(at('2026-04-30 09:00', email, onHold('2026-05-01 00:00'), held)).toBe(
      'accountHold until 2026-05-01 00:00',
    );
    expect(at('2026-05-01 00:00', email, FREE, held, OFFICE)).toBe('quietHours until 2026-05-01 09:00');
  });

  it('once free, a newer journey takes its place; one never held goes out', () => {
    const held = heldSince('2026-03-02 09:00', onHold(null));
    const newer = { ...FREE, newerStarted: true };
    expect(at('2026-03-05 09:00', email, newer, held)).toBe('superseded');
    expect(at('2026-03-05 09:00', email, newer)).toBe('goes out');
    expect(at('2026-03-05 09:00', email, { ...onHold(null), newerStarted: true }, held)).toBe(
      'accountHold until open',
    );
  });
});

describe('placeUnderCap (S14)', () => {
  const cap = { messages: 2, days: 3 };
  it.each([
    [[], '2026-03-10 12:00'],
    [['2026-03-10 08:00'], '2026-03-10 12:00'],
    [['2026-03-08 23:59', '2026-03-10 08:00'], '2026-03-11 00:00'],
    [['2026-03-07 23:59', '2026-03-10 08:00'], '2026-03-10 12:00'],
    [['2026-03-10 08:00', '2026-03-10 09:00'], '2026-03-13 00:00'],
    [['2026-03-08 08:00', '2026-03-09 08:00', '2026-03-10 08:00'], '2026-03-12 00:00'],
  ])('two messages in three dates, sent %j: free at %s', (sent, expected) => {
    const now = utc('2026-03-10 12:00');
    expect(local(placeUnderCap(cap, sent.map(utc), now, UTC))).toBe(expected);
  });
});
