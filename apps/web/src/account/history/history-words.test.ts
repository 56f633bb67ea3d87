import type { HistoryEntry, HistoryEvent } from '@dunwell/contract';
import type { ComparisonExplanation } from '@dunwell/language';
import { describe, expect, it } from '@jest/globals';
import { historyInWords, type HistoryInWords } from './history-words.js';

const words = (event: HistoryEvent): HistoryInWords => {
  const entry: HistoryEntry = {
    id: '1',
    group: 'billing',
    at: '2026-11-24T08:00:00Z',
    date: '2026-11-24',
    ...event,
  };
  return historyInWords(entry, { currency: 'EUR', day: (date) => date.slice(5) });
};
const by = {
  automationId: 'a',
  automation: 'Past due 14',
  version: 4,
  subject: { kind: 'account', key: 'A' },
} as const;
const decided = { ...by, decidedFor: '2026-11-24', factsChanged: false };
const exactly14: ComparisonExplanation = {
  kind: 'comparison',
  field: 'account.pastDueStreakDays',
  operator: 'equals',
  required: 14,
  actual: 14,
  holds: true,
};
const money = { reference: 'p', amount: 8_900, invoices: ['INV-1'] };
const hold = {
  hold: 'h',
  invoice: null,
  reason: 'dispute',
  until: '2026-12-05',
  note: 'Locker',
  author: 'Hanna',
  promisedAmount: null,
} as const;
const promise = { ...hold, reason: 'promiseToPay', note: null, promisedAmount: 8_900 } as const;

describe('the history in words', () => {
  it.each<[string, HistoryEvent, HistoryInWords]>([
    [
      'a streak that begins',
      {
        kind: 'invoicePastDue',
        invoice: 'INV-1',
        remaining: 8_900,
        dueOn: '2026-11-10',
        overdue: 8_900,
        streak: { kind: 'opened' },
      },
      { look: 'invoice', title: 'Streak began, INV-1 past due', detail: '€89.00' },
    ],
    [
      'another invoice past due',
      {
        kind: 'invoicePastDue',
        invoice: 'INV-2',
        remaining: 6_400,
        dueOn: '2026-11-20',
        overdue: 16_000,
        streak: null,
      },
      { look: 'invoice', title: 'INV-2 past due', detail: '€64.00' },
    ],
    [
      'S4 a payment that leaves something overdue',
      { kind: 'paymentSucceeded', automatic: false, ...money, overdue: 9_600, streak: null },
      { look: 'paid', title: 'Paid €89.00', detail: 'INV-1, streak goes on' },
    ],
    [
      'a payment that ends the streak',
      {
        kind: 'paymentSucceeded',
        automatic: true,
        ...money,
        overdue: 0,
        streak: { kind: 'ended', days: 11 },
      },
      { look: 'paid', title: 'Paid €89.00, streak over', detail: 'INV-1, after 11 days, automatic' },
    ],
    [
      'a payment where nothing was overdue',
      { kind: 'paymentSucceeded', automatic: false, ...money, overdue: 0, streak: null },
      { look: 'paid', title: 'Paid €89.00', detail: 'INV-1' },
    ],
    [
      'S4 a chargeback',
      { kind: 'paymentChargedBack', ...money, overdue: 8_900, streak: { kind: 'opened' } },
      { look: 'chargeback', title: 'Chargeback of €89.00, overdue again', detail: 'INV-1' },
    ],
    [
      'a refused payment',
      {
        kind: 'paymentFailed',
        ...money,
        automatic: true,
        failureCode: 'insufficient_funds',
        failureKind: 'soft',
      },
      { look: 'refused', title: 'Payment refused, insufficient funds', detail: 'INV-1, €89.00, automatic' },
    ],
    [
      'one that will be refused again',
      { kind: 'paymentFailed', ...money, automatic: false, failureCode: null, failureKind: 'hard' },
      { look: 'refused', title: 'Payment refused', detail: 'INV-1, €89.00, will not work again' },
    ],
    [
      'a hold with its reason and its author',
      { kind: 'holdPlaced', ...hold },
      { look: 'hold', title: 'Account on hold', detail: 'Dispute, until 12-05, Hanna, “Locker”' },
    ],
    [
      'a promise',
      { kind: 'holdPlaced', ...promise },
      { look: 'promise', title: 'Promise to pay, €89.00', detail: 'by 12-05, Hanna' },
    ],
    [
      'a promise that was broken',
      { kind: 'promiseBroken', ...promise },
      { look: 'promiseBroken', title: 'Promise broken, €89.00', detail: 'Given to Hanna' },
    ],
    [
      'a decision with its reason',
      { kind: 'entered', path: ['day14'], reasons: [exactly14], journeyId: 'j', ...decided },
      {
        look: 'decision',
        title: 'Entered Past due 14',
        detail: 'v4, Past due streak is 14 days',
      },
    ],
    [
      'S14 what is held back',
      { kind: 'heldBack', reason: 'quietHours', step: 'Friendly reminder', delivery: 'd', ...by },
      { look: 'decision', title: 'Friendly reminder held back', detail: 'quiet hours, Past due 14' },
    ],
    [
      'S17 an effect that needs a person',
      {
        kind: 'effect',
        delivery: 'd',
        action: 'emailCustomer',
        step: 'Friendly reminder',
        status: 'needsAttention',
        problem: 'no email address',
        ...by,
      },
      {
        look: 'refused',
        title: 'Friendly reminder needs attention',
        detail: 'no email address, Past due 14, v4',
      },
    ],
    [
      'S7 a decision whose facts have changed since',
      { kind: 'missed', because: 'lateData', dismissed: true, ...decided, factsChanged: true },
      {
        look: 'decision',
        title: 'Past due 14 missed it',
        detail: 'its facts came late, dismissed, the facts behind it have changed since',
      },
    ],
  ])('%s', (_, event, expected) => {
    expect(words(event)).toEqual(expected);
  });
});
