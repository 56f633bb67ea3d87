import type { ListedAccount } from '@dunwell/contract';
import { describe, expect, it } from '@jest/globals';
import { goingOn, type GoingOnKind } from './going-on.js';

const TODAY = '2026-11-24';
const quiet: ListedAccount = {
  account: 'A',
  name: null,
  email: null,
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  balances: { outstanding: 100, overdue: 100, unapplied: 0, overdueInvoices: 1, oldestDueOn: '2026-11-10' },
  streak: { id: 's', openedOn: '2026-11-11', day: 14, strictSince: '2026-11-11' },
  today: TODAY,
  country: null,
  tags: [],
  plans: [],
  hold: null,
  promise: null,
  paymentInFlight: null,
  lastMessage: null,
  nextTask: null,
  paidAfterContact: null,
};
const hold = { id: 'h', reason: 'dispute', leaveOut: false, until: '2026-12-01' } as const;
const broken = { state: 'broken', amount: null, until: '2026-11-23' } as const;
const message = {
  delivery: 'd',
  subject: 'Your invoice',
  step: 'Friendly reminder',
  sentAt: `${TODAY}T08:01:00Z`,
};
const task = (dueOn: string) => ({ id: 't', title: 'Call', dueOn });
const format = { date: (date: string) => date.slice(5), time: () => '09:01' };

describe('what is going on with an account', () => {
  it.each<[string, Partial<ListedAccount>, GoingOnKind, string]>([
    ['nothing', {}, 'nothing', 'Nothing has been sent yet'],
    ['nothing overdue', { streak: null }, 'nothing', 'Nothing overdue'],
    ['a broken promise before a hold', { promise: broken, hold }, 'promiseBroken', 'Promise broken 11-23'],
    [
      'a promise of an earlier streak no more',
      { promise: { ...broken, until: '2026-11-10' }, hold },
      'onHold',
      'On hold until 12-01, dispute',
    ],
    [
      'an open promise before its own hold',
      {
        promise: { state: 'open', amount: 5_000, until: '2026-12-01' },
        hold: { ...hold, reason: 'promiseToPay' },
      },
      'promised',
      'Promised €50.00 by 12-01',
    ],
    ['a hold without end', { hold: { ...hold, until: null } }, 'onHold', 'On hold, dispute'],
    [
      'money on its way, by the date of the account',
      { paymentInFlight: { since: '2026-11-22T23:30:00Z', amount: 1 }, lastMessage: message },
      'paymentInFlight',
      'Payment in flight since yesterday',
    ],
    [
      'a task that is due before a message',
      { nextTask: task(TODAY), lastMessage: message },
      'task',
      'Call due today',
    ],
    ['a task that was due', { nextTask: task('2026-11-20') }, 'task', 'Call was due 11-20'],
    [
      'a message before a task to come',
      { nextTask: task('2026-11-30'), lastMessage: message },
      'message',
      'Friendly reminder sent 09:01',
    ],
    [
      'a message of another day by its date',
      { lastMessage: { ...message, step: null, sentAt: '2026-11-20T08:01:00Z' } },
      'message',
      'Your invoice sent 11-20',
    ],
    [
      'a message before this streak no more',
      { lastMessage: { ...message, sentAt: '2026-11-01T08:01:00Z' }, nextTask: task('2026-11-30') },
      'task',
      'Call due 11-30',
    ],
  ])('%s', (_, change, kind, words) => {
    expect(goingOn({ ...quiet, ...change }, format)).toEqual({ kind, words });
  });
});
