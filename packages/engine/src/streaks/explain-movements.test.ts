import { describe, expect, it } from '@jest/globals';
import { AccountFacts } from './account-facts.testing.js';
import { explainMovements } from './explain-movements.js';
import type { OverdueCause } from './overdue-movement.js';

const account = () => new AccountFacts();

function words(cause: OverdueCause): string {
  const effect = `${cause.effect > 0 ? '+' : ''}${cause.effect}`;
  switch (cause.kind) {
    case 'payment':
    case 'credit':
    case 'reversal':
      return `${cause.kind} ${cause.moneyId} of [${cause.invoiceIds.join()}] ${effect}`;
    case 'moneyApplied':
      return `${cause.money} ${cause.moneyId} applied to ${cause.invoiceId} ${effect}`;
    case 'invoiceStatus':
      return `${cause.invoiceId} ${cause.status} ${effect}`;
    case 'invoicePastDue':
    case 'invoiceLeftOut':
    case 'invoiceBroughtBack':
      return `${cause.invoiceId} ${cause.kind} ${effect}`;
  }
}

/** "2026-01-11 opens 0 > 100: A invoicePastDue +100" */
function movements(facts: AccountFacts): string[] {
  return explainMovements(facts.ledger()).map(
    ({ on, effect, before, after, causes }) =>
      `${on} ${effect} ${before} > ${after}: ${causes.map(words).join('; ')}`,
  );
}

const owes = () => account().owes('A', 100, '2026-01-10');
const OPENS = '2026-01-11 opens 0 > 100: A invoicePastDue +100';

describe('what moved the overdue balance', () => {
  it.each<[string, AccountFacts, string[]]>([
    ['a due date that passes opens a streak', owes(), [OPENS]],
    [
      'an issue after the due date does so too',
      account().owes('A', 100, '2026-01-10', { issuedOn: '2026-01-20' }),
      ['2026-01-20 opens 0 > 100: A invoicePastDue +100'],
    ],
    [
      'another invoice joins it',
      owes().owes('B', 30, '2026-01-15'),
      [OPENS, '2026-01-16 raises 100 > 130: B invoicePastDue +30'],
    ],
    [
      'a partial payment does not end it (S4), the rest does',
      owes().pays('P', '2026-01-12 10:00', { A: 60 }).pays('Q', '2026-01-14 10:00', { A: 40 }),
      [
        OPENS,
        '2026-01-12 lowers 100 > 40: payment P of [A] -60',
        '2026-01-14 ends 40 > 0: payment Q of [A] -40',
      ],
    ],
    [
      'a payment of several invoices is one cause',
      owes().owes('B', 30, '2026-01-10').pays('P', '2026-01-12', { A: 100, B: 30 }),
      [
        '2026-01-11 opens 0 > 130: A invoicePastDue +100; B invoicePastDue +30',
        '2026-01-12 ends 130 > 0: payment P of [A,B] -130',
      ],
    ],
    [
      'a payment for what is not due moves nothing',
      owes().owes('B', 30, '2026-03-01').pays('P', '2026-01-12', { B: 30 }),
      [OPENS],
    ],
    [
      'a chargeback opens a new one (S4)',
      owes().pays('P', '2026-01-12', { A: 100 }).reversed('P', '2026-01-20'),
      [
        OPENS,
        '2026-01-12 ends 100 > 0: payment P of [A] -100',
        '2026-01-20 opens 0 > 100: reversal P of [A] +100',
      ],
    ],
    [
      'a credit lowers it like a payment',
      owes().isCredited('C', '2026-01-12', { A: 20 }),
      [OPENS, '2026-01-12 lowers 100 > 80: credit C of [A] -20'],
    ],
    [
      'unapplied money lowers the balance (S3), though no invoice has it',
      owes().pays('P', '2026-01-12', {}, 100),
      [OPENS, '2026-01-12 ends 100 > 0: payment P of [] -100'],
    ],
    [
      'setting it against what is not due raises the balance again',
      owes()
        .owes('B', 100, '2026-03-01')
        .pays('P', '2026-01-12', {}, 100)
        .allocates('P', 'B', 100, '2026-01-15'),
      [
        OPENS,
        '2026-01-12 ends 100 > 0: payment P of [] -100',
        '2026-01-15 opens 0 > 100: payment P applied to B +100',
      ],
    ],
    [
      'voiding ends it',
      owes().becomes('A', 'void', '2026-01-13'),
      [OPENS, '2026-01-13 ends 100 > 0: A void -100'],
    ],
    [
      'a write-off ends it',
      owes().becomes('A', 'uncollectible', '2026-01-13'),
      [OPENS, '2026-01-13 ends 100 > 0: A uncollectible -100'],
    ],
    [
      'leaving out ends it, and what is left out comes back',
      account().owes('A', 100, '2026-01-10', {
        leftOut: [{ from: Date.UTC(2026, 0, 13), to: Date.UTC(2026, 0, 20) }],
      }),
      [
        OPENS,
        '2026-01-13 ends 100 > 0: A invoiceLeftOut -100',
        '2026-01-20 opens 0 > 100: A invoiceBroughtBack +100',
      ],
    ],
    ['what is paid as it falls due never was (S0)', owes().pays('P', '2026-01-11', { A: 100 }), []],
    [
      'facts of one instant are told together, those that undo each other too',
      owes().owes('B', 100, '2026-01-20').pays('P', '2026-01-21', { A: 60 }),
      [OPENS, '2026-01-21 raises 100 > 140: B invoicePastDue +100; payment P of [A] -60'],
    ],
    [
      'a fee raises the balance and opens no streak (S3)',
      account().owes('F', 15, '2026-01-10', { fee: true }),
      ['2026-01-11 raises 0 > 15: F invoicePastDue +15'],
    ],
    [
      'a streak ends where only a fee is left',
      owes().owes('F', 15, '2026-01-10', { fee: true }).pays('P', '2026-01-12', { A: 100 }),
      [
        '2026-01-11 opens 0 > 115: A invoicePastDue +100; F invoicePastDue +15',
        '2026-01-12 ends 115 > 15: payment P of [A] -100',
      ],
    ],
    [
      'money moved from a debt to a fee opens a streak, the balance staying as it is',
      account()
        .owes('A', 10, '2026-01-10')
        .owes('F', 15, '2026-01-10', { fee: true })
        .pays('P', '2026-01-05', {}, 10)
        .allocates('P', 'F', 10, '2026-01-15'),
      [
        '2026-01-11 raises 0 > 15: A invoicePastDue +10; F invoicePastDue +15',
        '2026-01-15 opens 15 > 15: payment P applied to F 0',
      ],
    ],
  ])('%s', (_, facts, expected) => {
    expect(movements(facts)).toEqual(expected);
  });

  it('is dated in the zone of the account, with day 1 of the streak (S21)', () => {
    const facts = new AccountFacts([{ from: null, zone: 'Pacific/Auckland' }])
      .owes('A', 100, '2026-01-10')
      .pays('P', '2026-01-11 23:30', { A: 100 });
    expect(explainMovements(facts.ledger()).map(({ on, openedOn }) => [on, openedOn])).toEqual([
      ['2026-01-11', '2026-01-11'],
      ['2026-01-12', '2026-01-11'],
    ]);
  });
});
