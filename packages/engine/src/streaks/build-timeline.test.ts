import { describe, expect, it } from '@jest/globals';
import { AccountFacts, utc } from './account-facts.testing.js';

const account = () => new AccountFacts();

describe('S0: facts at an instant', () => {
  it('becomes past due at 00:00 of the day after the due date', () => {
    const facts = account().owes('A', 100, '2026-01-10');
    expect(facts.on('2026-01-10 23:59')).toMatchObject({ outstanding: 100, overdue: 0, openedOn: null });
    expect(facts.on('2026-01-11')).toMatchObject({ overdue: 100, openedOn: '2026-01-11' });
  });

  it('issued after its due date, it is past due at its issue, its age counts from the due date', () => {
    const facts = account().owes('A', 100, '2026-01-10', { issuedOn: '2026-01-20' });
    expect(facts.on('2026-01-19 23:59')).toMatchObject({ outstanding: 0, overdue: 0 });
    expect(facts.on('2026-01-20')).toMatchObject({
      overdue: 100,
      openedOn: '2026-01-20',
      oldestDueOn: '2026-01-10',
    });
  });

  it('a debt or a zero that lasts no time never was', () => {
    const paidAsItFallsDue = account().owes('A', 100, '2026-01-10').pays('P', '2026-01-11', { A: 100 });
    expect(paidAsItFallsDue.streaks()).toEqual([]);
    const handedOver = account()
      .owes('A', 100, '2026-01-10')
      .owes('B', 100, '2026-01-20')
      .pays('P', '2026-01-21', { A: 100 });
    expect(handedOver.streaks()).toEqual(['2026-01-11 .. ']);
    const reversedAtOnce = account()
      .owes('A', 100, '2026-01-10')
      .pays('P', '2026-01-12', { A: 100 })
      .reversed('P', '2026-01-12');
    expect(reversedAtOnce.streaks()).toEqual(['2026-01-11 .. ']);
  });

  it('the future is there as it will be, rows cover all time', () => {
    const { periods } = account().owes('A', 100, '2026-01-10').timeline();
    expect(periods.map(({ from, to, overdue }) => [from, to, overdue])).toEqual([
      [null, utc('2026-01-01'), 0],
      [utc('2026-01-01'), utc('2026-01-11'), 0],
      [utc('2026-01-11'), null, 100],
    ]);
  });
});

describe('S2: past due invoice', () => {
  it.each<[string, AccountFacts, string]>([
    ['draft', account().owes('A', 100, '2026-01-10', { states: [{ from: null, status: 'draft' }] }), 'draft'],
    ['void', account().owes('A', 100, '2026-01-10', { states: [{ from: null, status: 'void' }] }), 'void'],
    [
      'uncollectible',
      account().owes('A', 100, '2026-01-10').becomes('A', 'uncollectible', '2026-01-05'),
      'uncollectible',
    ],
    ['paid', account().owes('A', 100, '2026-01-10').pays('P', '2026-01-05', { A: 100 }), 'paid'],
    ['nothing to pay', account().owes('A', 0, '2026-01-10'), 'paid'],
    ['left out', account().owes('A', 100, '2026-01-10', { leftOut: [{ from: 0, to: null }] }), 'open'],
    ['not issued yet', account().owes('A', 100, '2026-01-10', { issuedOn: '2026-03-01' }), 'scheduled'],
  ])('%s is not past due', (_, facts, status) => {
    expect(facts.invoiceOn('A', '2026-02-01')).toMatchObject({ status, pastDue: false, streak: null });
    expect(facts.on('2026-02-01')).toMatchObject({ overdue: 0, overdueInvoiceCount: 0, oldestDueOn: null });
  });

  it('has periods and streaks of its own', () => {
    const facts = account().owes('A', 100, '2026-01-10').pays('P', '2026-01-15 10:00', { A: 100 });
    const { invoices, invoiceStreaks } = facts.timeline();
    expect(invoices.map(({ status, pastDue, remaining }) => [status, pastDue, remaining])).toEqual([
      ['scheduled', false, 100],
      ['open', false, 100],
      ['open', true, 100],
      ['paid', false, 0],
    ]);
    expect(invoiceStreaks).toEqual([
      {
        invoiceId: 'A',
        openedAt: utc('2026-01-11'),
        endedAt: utc('2026-01-15 10:00'),
        openedOn: '2026-01-11',
        endedOn: '2026-01-15',
      },
    ]);
  });
});

describe('S3: money', () => {
  const overdue = () => account().owes('A', 100, '2026-01-10');

  it('what an invoice does not take is unapplied and lowers both balances, never below 0', () => {
    const facts = overdue().owes('B', 50, '2026-03-01').pays('P', '2026-01-12', { A: 120 }, 10);
    expect(facts.on('2026-01-12')).toMatchObject({ outstanding: 20, overdue: 0, unapplied: 30 });
    expect(facts.invoiceOn('B', '2026-01-12')).toMatchObject({ status: 'open', remaining: 50 });
    expect(overdue().pays('P', '2026-01-12', {}, 500).on('2026-01-12')).toMatchObject({
      outstanding: 0,
      overdue: 0,
      unapplied: 500,
      overdueInvoiceCount: 0,
      oldestDueOn: null,
    });
  });

  it('within one instant: payments before credits, each by reference; who came first counts when one is reversed', () => {
    const facts = overdue()
      .isCredited('a', '2026-01-12', { A: 100 })
      .pays('z', '2026-01-12', { A: 60 })
      .pays('y', '2026-01-12', { A: 60 })
      .reversed('z', '2026-01-14');
    expect(facts.on('2026-01-12')).toMatchObject({ unapplied: 120, overdue: 0 });
    // y took 60, z 40 and left 20, the credit none: without z 40 remain, and unapplied money is not moved there.
    expect(facts.invoiceOn('A', '2026-01-14')).toMatchObject({
      remaining: 40,
      status: 'open',
      pastDue: true,
    });
    expect(facts.on('2026-01-14')).toMatchObject({ unapplied: 100, overdue: 0 });
  });

  it('within one instant: reversals before payments', () => {
    const facts = overdue()
      .pays('z', '2026-01-12', { A: 100 })
      .reversed('z', '2026-01-14')
      .pays('a', '2026-01-14', { A: 100 });
    expect(facts.invoiceOn('A', '2026-01-14')).toMatchObject({ remaining: 0 });
    expect(facts.on('2026-01-14')).toMatchObject({ unapplied: 0 });
  });

  it('a reversed payment counts from `at` to `reversedAt`; the last payment is one that stands', () => {
    const facts = overdue()
      .pays('O', '2026-01-03', { A: 10 })
      .pays('P', '2026-01-12', { A: 90 })
      .reversed('P', '2026-01-14');
    expect(facts.on('2026-01-13')).toMatchObject({ overdue: 0, lastPaymentOn: '2026-01-12' });
    expect(facts.on('2026-01-14')).toMatchObject({ overdue: 90, lastPaymentOn: '2026-01-03' });
  });

  it('money for an invoice not yet issued, or a draft, is unapplied until then', () => {
    const facts = overdue()
      .owes('B', 40, '2026-03-01', { issuedOn: '2026-01-20' })
      .owes('C', 40, '2026-03-01', { states: [{ from: null, status: 'draft' }] })
      .becomes('C', 'open', '2026-01-25 09:00')
      .pays('P', '2026-01-12', { B: 40, C: 40, unknown: 5 });
    expect(facts.on('2026-01-12')).toMatchObject({ unapplied: 85, overdue: 15 });
    expect(facts.on('2026-01-20')).toMatchObject({ unapplied: 45, overdue: 55 });
    expect(facts.on('2026-01-25 09:00')).toMatchObject({ unapplied: 5, overdue: 95 });
    expect(facts.invoiceOn('C', '2026-01-25 09:00')).toMatchObject({ status: 'paid' });
  });

  it('a credit without an invoice is unapplied and can be allocated later', () => {
    const facts = overdue().isCredited('K', '2026-01-12', {}, 30).allocates('K', 'A', 30, '2026-01-15');
    expect(facts.on('2026-01-14')).toMatchObject({ unapplied: 30, overdue: 70 });
    expect(facts.on('2026-01-15')).toMatchObject({ unapplied: 0, overdue: 70, strictSince: '2026-01-12' });
    expect(facts.invoiceOn('A', '2026-01-15').remaining).toBe(70);
  });

  it('money for a void invoice stays unapplied; what was applied before it was voided stays with it', () => {
    const late = overdue().becomes('A', 'void', '2026-01-12').pays('P', '2026-01-13', { A: 100 });
    expect(late.on('2026-01-13')).toMatchObject({ unapplied: 100, outstanding: 0 });
    const early = overdue().pays('P', '2026-01-11', { A: 60 }).becomes('A', 'void', '2026-01-12');
    expect(early.on('2026-01-13')).toMatchObject({ unapplied: 0, outstanding: 0 });
  });

  it('a fee counts in the balances but neither opens nor prolongs a streak', () => {
    const facts = overdue()
      .owes('F', 15, '2026-01-05', { fee: true })
      .pays('P', '2026-01-20 09:00', { A: 100 });
    expect(facts.on('2026-01-06')).toMatchObject({ overdue: 15, overdueInvoiceCount: 1, openedOn: null });
    expect(facts.on('2026-01-11')).toMatchObject({ overdue: 115, openedOn: '2026-01-11' });
    expect(facts.on('2026-01-20 09:00')).toMatchObject({ overdue: 15, openedOn: null, strictSince: null });
    expect(facts.streaks()).toEqual(['2026-01-11 .. 2026-01-20']);
    expect(facts.timeline().invoiceStreaks.map(({ invoiceId }) => invoiceId)).toEqual(['A']);
  });
});

describe('S4: streak', () => {
  const two = () => account().owes('A', 100, '2026-01-10').owes('B', 100, '2026-01-20');

  it.each<[string, AccountFacts, string[]]>([
    ['a partial payment does not end it', two().pays('P', '2026-01-15', { A: 99 }), ['2026-01-11 .. ']],
    [
      'nor does one invoice while another is past due',
      two().pays('P', '2026-01-25', { A: 100 }),
      ['2026-01-11 .. '],
    ],
    [
      'nothing overdue ends it',
      two().pays('P', '2026-01-15', { A: 100 }),
      ['2026-01-11 .. 2026-01-15', '2026-01-21 .. '],
    ],
    [
      'also within a day',
      two().pays('P', '2026-01-15 09:00', { A: 100 }).reversed('P', '2026-01-15 10:00'),
      ['2026-01-11 .. 2026-01-15', '2026-01-15 .. '],
    ],
    [
      'a chargeback opens a new one on its date',
      account()
        .owes('A', 100, '2026-01-10')
        .pays('P', '2026-01-05', { A: 100 })
        .reversed('P', '2026-02-02 14:00'),
      ['2026-02-02 .. '],
    ],
    ['unapplied money ends it', two().pays('P', '2026-01-15', {}, 200), ['2026-01-11 .. 2026-01-15']],
    ['a credit ends it', two().isCredited('K', '2026-01-15', { A: 100 }, 100), ['2026-01-11 .. 2026-01-15']],
    [
      'voiding ends it',
      account().owes('A', 100, '2026-01-10').becomes('A', 'void', '2026-01-15'),
      ['2026-01-11 .. 2026-01-15'],
    ],
    [
      'leaving out ends it while it lasts',
      account().owes('A', 100, '2026-01-10', {
        leftOut: [
          { from: utc('2026-01-15'), to: utc('2026-01-18') },
          { from: utc('2026-01-16'), to: utc('2026-01-20') },
        ],
      }),
      ['2026-01-11 .. 2026-01-15', '2026-01-20 .. '],
    ],
  ])('%s', (_, facts, streaks) => {
    expect(facts.streaks()).toEqual(streaks);
  });
});

describe('S5: strict streak', () => {
  const owing = () =>
    account()
      .owes('A', 100, '2026-01-10')
      .owes('B', 300, '2026-01-12')
      .owes('C', 50, '2026-06-01')
      .owes('D', 50, '2026-01-12');

  it.each<[string, AccountFacts, string]>([
    ['counts from the streak at first', owing(), '2026-01-11'],
    ['a payment restarts it', owing().pays('P', '2026-01-20 09:00', { A: 10 }), '2026-01-20'],
    [
      'also when reversed later',
      owing().pays('P', '2026-01-20', { A: 10 }).reversed('P', '2026-01-22'),
      '2026-01-20',
    ],
    ['unapplied money restarts it', owing().pays('P', '2026-01-20', {}, 10), '2026-01-20'],
    ['a credit restarts it', owing().isCredited('K', '2026-01-20', { A: 100 }), '2026-01-20'],
    ['a write-off restarts it', owing().becomes('D', 'uncollectible', '2026-01-20'), '2026-01-20'],
    [
      'a write-off of what was paid does not',
      owing().pays('P', '2026-01-13', { D: 50 }).becomes('D', 'uncollectible', '2026-01-20'),
      '2026-01-13',
    ],
    [
      'a write-off of what is not due does not',
      owing().becomes('C', 'uncollectible', '2026-01-20'),
      '2026-01-11',
    ],
    ['voiding does not', owing().becomes('D', 'void', '2026-01-20'), '2026-01-11'],
    [
      'money for an invoice that is not due does not',
      owing().pays('P', '2026-01-20', { C: 50 }),
      '2026-01-11',
    ],
    [
      'nor does money from two payments at once that such an invoice takes',
      owing().pays('P', '2026-01-20', { C: 30 }).pays('Q', '2026-01-20', { C: 10 }),
      '2026-01-11',
    ],
    ['more than that invoice takes does', owing().pays('P', '2026-01-20', { C: 51 }), '2026-01-20'],
    [
      'moving unapplied money does not',
      owing().pays('P', '2026-01-13', {}, 50).allocates('P', 'A', 50, '2026-01-20'),
      '2026-01-13',
    ],
    [
      'nor does a payment that a chargeback outweighs: without it the balance would be higher, so it does',
      owing()
        .pays('O', '2026-01-05', { A: 50 })
        .reversed('O', '2026-01-20')
        .pays('P', '2026-01-20', { A: 10 }),
      '2026-01-20',
    ],
    [
      'money for what is not due that frees earlier money does',
      owing()
        .owes('E', 50, '2026-06-01', { issuedOn: '2026-01-20' })
        .pays('Q', '2026-01-13', { E: 50 })
        .pays('P', '2026-01-20', { E: 50 }),
      '2026-01-20',
    ],
  ])('%s', (_, facts, strictSince) => {
    expect(facts.on('2026-02-01')).toMatchObject({ openedOn: '2026-01-11', strictSince });
  });
});

describe('S6: oldest overdue', () => {
  it('drops when the oldest is paid and comes back when that is reversed, the streak goes on', () => {
    const facts = account()
      .owes('A', 100, '2026-01-10')
      .owes('B', 100, '2026-01-20')
      .pays('P', '2026-01-25', { A: 100 })
      .reversed('P', '2026-01-28');
    const seen = (at: string) => {
      const { oldestDueOn, overdueInvoiceCount, openedOn } = facts.on(at);
      return [oldestDueOn, overdueInvoiceCount, openedOn];
    };
    expect(seen('2026-01-24')).toEqual(['2026-01-10', 2, '2026-01-11']);
    expect(seen('2026-01-25')).toEqual(['2026-01-20', 1, '2026-01-11']);
    expect(seen('2026-01-28')).toEqual(['2026-01-10', 2, '2026-01-11']);
  });
});

describe('S21, S23: zones and dates', () => {
  it('facts and streaks are dated in the zone of their date', () => {
    const facts = new AccountFacts([
      { from: null, zone: 'America/New_York' },
      { from: '2026-01-20', zone: 'Pacific/Auckland' },
    ])
      .owes('A', 100, '2026-01-10')
      .owes('B', 100, '2026-01-25')
      .pays('P', '2026-01-16 03:00', { A: 100 });
    expect(facts.timeline().streaks).toEqual([
      {
        openedAt: utc('2026-01-11 05:00'),
        endedAt: utc('2026-01-16 03:00'),
        openedOn: '2026-01-11',
        endedOn: '2026-01-15',
      },
      { openedAt: utc('2026-01-25 11:00'), endedAt: null, openedOn: '2026-01-26', endedOn: null },
    ]);
  });

  it('a due date before a date that the clock skips', () => {
    const facts = new AccountFacts([{ from: null, zone: 'Pacific/Apia' }]).owes('A', 100, '2011-12-29', {
      issuedOn: '2011-12-01',
    });
    expect(facts.timeline().streaks).toMatchObject([
      { openedAt: utc('2011-12-30 10:00'), openedOn: '2011-12-31' },
    ]);
  });

  it('a draft finalized late is past due from then on (S23)', () => {
    const facts = account()
      .owes('A', 100, '2026-01-10', { states: [{ from: null, status: 'draft' }] })
      .becomes('A', 'open', '2026-01-15 12:00');
    expect(facts.streaks()).toEqual(['2026-01-15 .. ']);
  });

  it('a debt written off can still be paid; remaining decides', () => {
    const facts = account()
      .owes('A', 100, '2026-01-10')
      .becomes('A', 'uncollectible', '2026-01-15')
      .pays('P', '2026-01-20', { A: 100 });
    expect(facts.invoiceOn('A', '2026-01-19').status).toBe('uncollectible');
    expect(facts.invoiceOn('A', '2026-01-20').status).toBe('paid');
  });
});
