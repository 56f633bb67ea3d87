import type { MovementCause, RibbonMovement } from '@dunwell/contract';
import { describe, expect, it } from '@jest/globals';
import { formatDay } from '../../format/dates.js';
import { movementInWords, type MovementInWords } from './movement-words.js';
import { movement, TODAY } from './ribbon.testing.js';

const words = (moved: RibbonMovement): MovementInWords =>
  movementInWords(moved, {
    currency: 'EUR',
    day: (date) => formatDay(date, { locale: 'en-GB', today: TODAY }),
  });
const invoice: MovementCause = {
  kind: 'invoicePastDue',
  invoice: 'INV-1',
  dueOn: '2026-11-10',
  effect: 8_900,
};
const payment: MovementCause = {
  kind: 'payment',
  reference: 'p',
  amount: 8_900,
  invoices: ['INV-1'],
  effect: -8_900,
};
const chargeback: MovementCause = { ...payment, kind: 'chargeback', effect: 8_900 };

describe('what moved the balance, in words', () => {
  it.each<[string, RibbonMovement, MovementInWords]>([
    [
      'an invoice opens a streak',
      movement({ effect: 'opens', causes: [invoice] }),
      { mark: 'invoice', title: 'INV-1 past due', detail: '€89.00, opens day 1' },
    ],
    [
      'another joins it',
      movement({ effect: 'raises', causes: [invoice], before: 100, after: 9_000 }),
      { mark: 'invoice', title: 'INV-1 joins', detail: '€89.00, due 10 Nov' },
    ],
    [
      'one that will join if nothing changes',
      movement({ effect: 'raises', causes: [invoice], date: '2026-12-02' }),
      { mark: 'invoice', title: 'INV-1 joins if unpaid', detail: '€89.00, due 10 Nov' },
    ],
    [
      'S4 a partial payment does not reset it',
      movement({ effect: 'lowers', causes: [payment], before: 18_500, after: 9_600 }),
      { mark: 'partial', title: '€89.00 paid, no reset', detail: '€96.00 was still overdue' },
    ],
    [
      'a payment ends it',
      movement({
        effect: 'ends',
        causes: [payment],
        before: 8_900,
        after: 0,
        streakDay: 11,
        date: '2026-10-30',
      }),
      { mark: 'reset', title: 'Paid in full, streak over', detail: '€89.00 on 30 Oct, after 11 days' },
    ],
    [
      'S4 a chargeback opens a new one',
      movement({ effect: 'opens', causes: [chargeback] }),
      { mark: 'chargeback', title: 'Chargeback of €89.00', detail: '€89.00 overdue again, day 1' },
    ],
    [
      'S5 a write-off lowers it',
      movement({
        effect: 'lowers',
        causes: [{ kind: 'invoiceStatus', invoice: 'INV-1', status: 'uncollectible', effect: -8_900 }],
        before: 18_500,
        after: 9_600,
      }),
      { mark: 'other', title: 'INV-1 written off, no reset', detail: '€96.00 was still overdue' },
    ],
    [
      'S14 an invoice that is left out ends it',
      movement({
        effect: 'ends',
        causes: [{ kind: 'invoiceLeftOut', invoice: 'INV-1', effect: -8_900 }],
        before: 8_900,
        after: 0,
        streakDay: 1,
      }),
      { mark: 'reset', title: 'INV-1 left out, streak over', detail: '11 Nov, after 1 day' },
    ],
  ])('%s', (_, moved, expected) => {
    expect(words(moved)).toEqual(expected);
  });

  it('names the cause that moved most in the direction the balance went', () => {
    const both = movement({
      effect: 'lowers',
      causes: [{ ...invoice, effect: 1_000 }, payment],
      before: 18_500,
      after: 10_600,
    });
    expect(words(both).title).toBe('€89.00 paid, no reset');
    expect(words({ ...both, effect: 'raises', before: 0, after: 9_900 }).title).toBe('INV-1 joins');
  });
});
