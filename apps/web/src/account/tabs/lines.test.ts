import type { AccountHold, ListedInvoice, Task } from '@dunwell/contract';
import { describe, expect, it } from '@jest/globals';
import { holdTitle, holdWhen } from './hold-line.js';
import { invoiceNote } from './invoice-note.js';
import { taskWords } from './task-line.js';

const day = (date: string): string => date.slice(5);
const TODAY = '2026-11-24';

const invoice: ListedInvoice = {
  account: 'A',
  name: null,
  number: 'INV-1',
  issuedOn: '2026-11-01',
  dueOn: '2026-11-13',
  total: 9_600,
  currency: 'EUR',
  status: 'open',
  remaining: 9_600,
  pastDue: true,
  leftOut: false,
  daysPastDue: 11,
  disputed: false,
  hold: null,
  lastFailure: null,
};
const held = { id: 'h', reason: 'dispute', leaveOut: true, until: '2026-12-05', note: null } as const;

describe('what one should know of an invoice', () => {
  it.each<[Partial<ListedInvoice>, string | null]>([
    [{}, null],
    [{ remaining: 6_400 }, 'of €96.00'],
    [{ leftOut: true, disputed: true, hold: held }, 'left out until 12-05'],
    [{ leftOut: true, hold: { ...held, until: null } }, 'left out'],
    [{ disputed: true, hold: { ...held, leaveOut: false }, remaining: 6_400 }, 'disputed, of €96.00'],
    [{ lastFailure: { at: TODAY, code: 'x', kind: 'soft' } }, 'payment refused'],
  ])('%j', (change, note) => {
    expect(invoiceNote({ ...invoice, ...change }, day)).toBe(note);
  });
});

describe('a hold', () => {
  const hold: AccountHold = {
    ...held,
    leaveOut: false,
    invoice: null,
    from: '2026-11-20',
    author: 'Hanna',
    promisedAmount: null,
  };

  it.each<[Partial<AccountHold>, string, string]>([
    [{}, 'Account: dispute', 'Until 12-05'],
    [{ reason: 'promiseToPay', promisedAmount: 16_000 }, 'Account: promise to pay, €160.00', 'Until 12-05'],
    [
      { invoice: 'INV-1', leaveOut: true, until: null },
      'INV-1: dispute, left out of balances',
      'Without an end',
    ],
    [{ from: '2026-11-30' }, 'Account: dispute', 'From 11-30 until 12-05'],
  ])('%j', (change, title, when) => {
    expect(holdTitle({ ...hold, ...change }, 'EUR')).toBe(title);
    expect(holdWhen({ ...hold, ...change }, TODAY, day)).toBe(when);
  });
});

describe('a task', () => {
  type Told = Pick<
    Task,
    'status' | 'dueOn' | 'snoozedUntil' | 'outcome' | 'outcomeNote' | 'doneBy' | 'assignee'
  >;
  const task: Told = {
    status: 'open',
    dueOn: TODAY,
    snoozedUntil: null,
    outcome: null,
    outcomeNote: null,
    doneBy: null,
    assignee: null,
  };

  it.each<[Partial<Told>, string]>([
    [{}, 'Due 11-24, nobody’s yet'],
    [{ assignee: { kind: 'queue', name: 'finance' } }, 'Due 11-24, queue finance'],
    [{ status: 'snoozed', snoozedUntil: '2026-12-01' }, 'Again on 12-01, nobody’s yet'],
    [
      { status: 'done', outcome: 'promised', outcomeNote: 'after the 25th', doneBy: 'Jo' },
      'Promised to pay, “after the 25th”, Jo',
    ],
  ])('%j', (change, words) => {
    expect(taskWords({ ...task, ...change }, day)).toBe(words);
  });
});
