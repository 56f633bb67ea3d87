import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ActionOf, ProviderAction } from '@dunwell/language';
import { effect } from '../effect.testing.js';
import type { ProviderContext } from '../connector.js';
import { commandFacts } from './command-facts.js';
import { commandOf, splitEvenly } from './commands.js';

const invoice = (number: string, remaining: number) => ({ number, dueOn: '2026-03-01', remaining });
const subscription = (key: string) => ({ key, plan: 'gold', renewsOn: '2026-04-01' });

const MONEY: ProviderContext['money'] = {
  overdue: 100,
  overdueInvoices: [invoice('A-1', 30), invoice('A-2', 80)],
  paymentMethod: 'card-1',
  subscriptions: [subscription('S-1'), subscription('S-2')],
  practiceCard: null,
};

interface Case {
  money?: Partial<ProviderContext['money']>;
  minimums?: ProviderContext['minimums'];
  subject?: { kind: 'account' | 'invoice' | 'subscription'; key: string };
}

/** The command of an action, or the code of what it lacks, for an account in EUR that owes 1.00 on two invoices. */
function command<K extends ProviderAction>(
  action: ActionOf<K>,
  { money, minimums = [], subject }: Case = {},
) {
  const context = effect({ subject: { id: 'x', kind: 'account', key: 'C-1', ...subject } });
  const provider = { setting: null, minimums, money: { ...MONEY, ...money } };
  const made = commandOf(action, commandFacts(context, provider));
  return made.kind === 'lacks' ? made.code : made;
}

const EUR = (amount: number) => [{ currency: 'EUR', amount }];

describe('one payment request', () => {
  const request = { kind: 'requestPayment' } as const;

  it('covers every overdue invoice, less unapplied money', () => {
    expect(command(request)).toEqual({
      kind: 'requestPayment',
      amount: 100,
      invoices: MONEY.overdueInvoices,
      paymentUrl: null,
    });
  });

  it('makes amounts collectable together that are none by themselves', () => {
    const small = [invoice('A-1', 20), invoice('A-2', 20), invoice('A-3', 20)];
    const [one] = small;
    expect(command(request, { money: { overdue: 20, overdueInvoices: [one!] } })).toBe('belowMinimum');
    expect(command(request, { money: { overdue: 60, overdueInvoices: small } })).toMatchObject({
      amount: 60,
    });
  });

  it.each<[string, Partial<ActionOf<'requestPayment'>>, ProviderContext['minimums'], unknown]>([
    ['the usual least is met', {}, [], { amount: 100 }],
    ['the workspace asks for more', {}, EUR(101), 'belowMinimum'],
    ['the workspace takes any amount', {}, EUR(0), { amount: 100 }],
    ['the step asks for more', { minimum: EUR(101) }, EUR(0), 'belowMinimum'],
    ['the step cannot ask for less', { minimum: EUR(1) }, EUR(101), 'belowMinimum'],
    ['another currency is meant', { minimum: [{ currency: 'USD', amount: 999 }] }, [], { amount: 100 }],
  ])('respects a minimum: %s', (_, settings, minimums, expected) => {
    const made = command({ ...request, ...settings }, { minimums });
    if (typeof expected === 'string') expect(made).toBe(expected);
    else expect(made).toMatchObject(expected as object);
  });

  it('about an invoice asks for that one', () => {
    const about = { subject: { kind: 'invoice', key: 'A-2' } } as const;
    expect(command(request, about)).toMatchObject({ amount: 80, invoices: [invoice('A-2', 80)] });
  });

  it('is not made when nothing is overdue', () => {
    expect(command(request, { money: { overdue: 0, overdueInvoices: [] } })).toBe('nothingOverdue');
  });
});

describe('other commands', () => {
  const nothing = { overdue: 0, overdueInvoices: [] };
  it.each<[ActionOf<ProviderAction>, Case, unknown]>([
    [{ kind: 'retryPayment' }, {}, { amount: 100, paymentMethod: 'card-1' }],
    [{ kind: 'retryPayment' }, { money: { paymentMethod: null } }, 'noPaymentMethod'],
    [{ kind: 'retryPayment' }, { money: nothing }, 'nothingOverdue'],
    [{ kind: 'applyLateFee', amount: EUR(500) }, {}, { fee: 500 }],
    [{ kind: 'applyLateFee', amount: [{ currency: 'USD', amount: 1 }] }, {}, 'noAmountForCurrency'],
    [{ kind: 'applyLateFee', amount: EUR(500) }, { money: nothing }, 'nothingOverdue'],
    [{ kind: 'applyLateFee', percent: 12.5 }, {}, { fee: 13 }],
    [{ kind: 'applyLateFee', percent: 50, atMost: EUR(20) }, {}, { fee: 20 }],
    [
      { kind: 'applyLateFee', percent: 50, atMost: [{ currency: 'USD', amount: 1 }] },
      {},
      'noAmountForCurrency',
    ],
    [{ kind: 'suspendService' }, {}, { kind: 'suspendService' }],
    [{ kind: 'downgradePlan', plan: 'basic' }, {}, { plan: 'basic', subscriptions: MONEY.subscriptions }],
    [{ kind: 'downgradePlan', plan: 'basic' }, { money: { subscriptions: [] } }, 'noSubscription'],
    [
      { kind: 'cancelSubscription', when: 'endOfTerm' },
      { subject: { kind: 'subscription', key: 'S-2' } },
      { when: 'endOfTerm', subscriptions: [subscription('S-2')] },
    ],
    [{ kind: 'markUncollectible' }, {}, { invoices: MONEY.overdueInvoices }],
    [{ kind: 'markUncollectible' }, { money: nothing }, 'nothingOverdue'],
    [
      { kind: 'offerPaymentPlan', instalments: 3, everyDays: 30 },
      {},
      {
        instalments: [
          { dueOn: '2026-04-28', amount: 34 },
          { dueOn: '2026-05-28', amount: 33 },
          { dueOn: '2026-06-27', amount: 33 },
        ],
      },
    ],
    [
      { kind: 'offerPaymentPlan', instalments: 3, everyDays: 30 },
      { money: { overdue: 2 } },
      'tooLittleToSplit',
    ],
  ])('%j', (action, about, expected) => {
    const made = command(action, about);
    if (typeof expected === 'string') expect(made).toBe(expected);
    else expect(made).toMatchObject(expected as object);
  });

  it('instalments add up and differ by at most one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 60, max: 10_000_000 }),
        fc.integer({ min: 2, max: 60 }),
        (amount, parts) => {
          const split = splitEvenly(amount, parts);
          expect(split).toHaveLength(parts);
          expect(split.reduce((sum, part) => sum + part, 0)).toBe(amount);
          expect(Math.max(...split) - Math.min(...split)).toBeLessThanOrEqual(1);
        },
      ),
      { seed: 7, numRuns: 200 },
    );
  });
});
