import { expect, it } from '@jest/globals';
import type { AutomationDocument, Step } from '../document/document.js';
import { aDocument } from '../document/document.testing.js';
import { aWorkspace } from '../fields/catalogue.testing.js';
import { sentenceText } from './sentence.js';

const email = (label: string, next: string | null = null, rest: object = {}): Step => ({
  kind: 'action',
  label,
  action: { kind: 'emailCustomer', subject: 'S', body: 'B' },
  next,
  ...rest,
});

const branch = (first: string | null, otherwise: string | null, next: string | null): Step => ({
  kind: 'branch',
  cases: [{ id: first ?? 'none', label: 'x', when: { field: 'account.onHold', operator: 'isTrue' }, first }],
  otherwise: { label: 'else', first: otherwise },
  next,
});

const happens = (steps: AutomationDocument['steps']): string => {
  const document = aDocument({ exit: [], first: Object.keys(steps)[0] ?? null, steps });
  return sentenceText(document, aWorkspace()).replace(/^[^:]*(?::(?=\d)[^:]*)*: /, '');
};

it.each<[AutomationDocument['steps'], string]>([
  [{}, 'nothing yet.'],
  [{ a: email('A') }, 'email A.'],
  [{ a: email('A', 'b'), b: email('B', 'c'), c: email('C') }, 'email A, email B and email C.'],
  [
    { a: branch('b', 'c', 'd'), b: email('B'), c: email('C'), d: email('D') },
    'if it is on hold email B; otherwise email C; then email D.',
  ],
  [
    { a: email('A', 'b'), b: branch('c', null, 'd'), c: email('C'), d: email('D') },
    'email A, (if it is on hold email C) and email D.',
  ],
  [
    { a: branch('b', null, null), b: branch('c', null, null), c: email('C') },
    'if it is on hold (if it is on hold email C).',
  ],
  [{ a: branch(null, 'b', null), b: email('B') }, 'if it is on hold do nothing; otherwise email B.'],
  [
    { a: email('A', 'b', { onFailure: 'c' }), b: email('B'), c: email('C') },
    'email A (if that fails, email C) and email B.',
  ],
  [{ a: { kind: 'wait', untilStreakDay: 30, next: 'b' }, b: email('B') }, 'wait until day 30 and email B.'],
  [
    { a: { kind: 'wait', untilSendWindow: true, next: 'b' }, b: email('B') },
    'wait until the next send window and email B.',
  ],
  [
    {
      a: {
        kind: 'waitFor',
        when: { field: 'account.onHold', operator: 'isFalse' },
        timeoutDays: 10,
        onMet: 'b',
        onTimeout: 'c',
        next: null,
      },
      b: email('B'),
      c: { kind: 'exit', reason: 'gave up' },
    },
    'wait up to 10 days until it is not on hold (if so, email B; if not, end as gave up).',
  ],
  [
    { a: { kind: 'repeat', everyDays: 7, atMost: 1, first: 'b', next: null }, b: email('B') },
    'every 7 days, at most 1 time, email B.',
  ],
])('%#', (steps, words) => {
  expect(happens(steps)).toBe(words);
});

it.each<[AutomationDocument['trigger'], string]>([
  [{ kind: 'schedule', every: 'week', at: '08:30', weekday: 2 }, 'Every Tuesday at 08:30, for each account'],
  [
    { kind: 'schedule', every: 'month', at: '09:00', dayOfMonth: 1 },
    'Every month on day 1 at 09:00, for each account',
  ],
  [
    { kind: 'schedule', every: 'month', at: '09:00', dayOfMonth: 31 },
    'Every month on the last day at 09:00, for each account',
  ],
  [{ kind: 'event', event: 'custom.seatAdded' }, 'When the event “seatAdded” arrives, for the account'],
  [{ kind: 'manual' }, 'When started by hand, for the account'],
])('begins %#', (trigger, words) => {
  expect(sentenceText(aDocument({ trigger }), aWorkspace())).toBe(
    `${words} past due for at least 1 day: add the tag late. Stop as soon as nothing is overdue.`,
  );
});
