import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BillingInputs } from '@dunwell/contract';
import { createTestDatabase, type TestDatabase } from '../../../test/support/create-test-database.js';
import { AppliedRows, type SentRow } from './applied-rows.testing.js';

const NOW = '2026-03-01T12:00:00Z';
const owes = (number: string, more: Partial<BillingInputs['invoices']> = {}): SentRow => [
  'invoices',
  { account: 'A', number, issuedOn: '2026-01-01', dueOn: '2026-01-31', total: 100, ...more },
];
const pays = (
  reference: string,
  invoice: string | null,
  more: Partial<BillingInputs['payments']> = {},
): SentRow => [
  'payments',
  {
    account: 'A',
    reference,
    amount: 100,
    status: 'succeeded',
    at: '2026-02-05',
    allocations: invoice === null ? [] : [{ invoice, amount: 100 }],
    ...more,
  },
];
const credits = (reference: string, amount: number, at: string, invoice?: string): SentRow => [
  'credits',
  {
    account: 'A',
    reference,
    amount,
    at,
    allocations: invoice === undefined ? [] : [{ invoice, amount }],
  },
];

interface Case {
  what: string;
  rows: SentRow[];
  columns: string[];
  steps: string[];
}

const BALANCES = ['overdue', 'outstanding', 'unapplied'];
const STREAKS = ['overdue', 'opened_on', 'strict_since'];

const CASES: Case[] = [
  {
    what: 'a fee counts in the balance, and neither opens nor prolongs a streak (S3)',
    rows: [owes('1'), owes('fee', { total: 5, dueOn: '2026-02-03', fee: true }), pays('p', '1')],
    columns: STREAKS,
    steps: [
      'always 0/null/null',
      '2026-02-01T00:00 100/2026-02-01/2026-02-01',
      '2026-02-04T00:00 105/2026-02-01/2026-02-01',
      '2026-02-05T00:00 5/null/null',
    ],
  },
  {
    what: 'whether an invoice is a fee is a correction of the past (S3, S7)',
    rows: [owes('1', { fee: true }), owes('1', { fee: false })],
    columns: STREAKS,
    steps: ['always 0/null/null', '2026-02-01T00:00 100/2026-02-01/2026-02-01'],
  },
  {
    what: 'a refund without reversedAt is money given back: the debt stays paid (S3)',
    rows: [owes('1'), pays('p', '1', { status: 'refunded' })],
    columns: BALANCES,
    steps: [
      'always 0/0/0',
      '2026-01-01T00:00 0/100/0',
      '2026-02-01T00:00 100/100/0',
      '2026-02-05T00:00 0/0/0',
    ],
  },
  {
    what: 'a chargeback reopens, and unapplied money is not moved there, but counts in both balances (S3)',
    rows: [
      owes('1'),
      pays('p', '1', { status: 'chargedBack', reversedAt: '2026-02-20' }),
      pays('q', null, { amount: 30, at: '2026-02-10' }),
    ],
    columns: BALANCES,
    steps: [
      'always 0/0/0',
      '2026-01-01T00:00 0/100/0',
      '2026-02-01T00:00 100/100/0',
      '2026-02-05T00:00 0/0/0',
      '2026-02-10T00:00 0/0/30',
      '2026-02-20T00:00 70/70/30',
    ],
  },
  {
    what: 'a chargeback opens a new streak on its date (S4)',
    rows: [owes('1'), pays('p', '1', { status: 'chargedBack', reversedAt: '2026-02-20' })],
    columns: STREAKS,
    steps: [
      'always 0/null/null',
      '2026-02-01T00:00 100/2026-02-01/2026-02-01',
      '2026-02-05T00:00 0/null/null',
      '2026-02-20T00:00 100/2026-02-20/2026-02-20',
    ],
  },
  {
    what: 'a credit without an invoice is unapplied, lowers the balance and restarts the strict streak (S3, S5)',
    rows: [owes('1'), credits('c', 40, '2026-02-10')],
    columns: STREAKS,
    steps: [
      'always 0/null/null',
      '2026-02-01T00:00 100/2026-02-01/2026-02-01',
      '2026-02-10T00:00 60/2026-02-01/2026-02-10',
    ],
  },
  {
    what: 'money for an invoice not yet issued is unapplied until its issue (S3)',
    rows: [
      owes('1'),
      owes('2', { issuedOn: '2026-02-15', dueOn: '2026-02-25' }),
      pays('p', '2', { at: '2026-02-05' }),
    ],
    columns: BALANCES,
    steps: [
      'always 0/0/0',
      '2026-01-01T00:00 0/100/0',
      '2026-02-01T00:00 100/100/0',
      '2026-02-05T00:00 0/0/100',
      '2026-02-15T00:00 100/100/0',
    ],
  },
  {
    what: 'more than remains is unapplied (S3)',
    rows: [owes('1'), credits('c', 60, '2026-02-03', '1'), pays('p', '1')],
    columns: BALANCES,
    steps: [
      'always 0/0/0',
      '2026-01-01T00:00 0/100/0',
      '2026-02-01T00:00 100/100/0',
      '2026-02-03T00:00 40/40/0',
      '2026-02-05T00:00 0/0/60',
    ],
  },
  {
    what: 'a draft counts nowhere; opened it is open from then on (S23)',
    rows: [owes('1', { status: 'draft' }), owes('1', { status: 'open' })],
    columns: BALANCES,
    steps: ['always 0/0/0', '2026-03-01T12:00 100/100/0'],
  },
  {
    what: 'a draft opened since a date that has passed (S23)',
    rows: [owes('1', { status: 'draft' }), owes('1', { status: 'open', effectiveAt: '2026-02-10' })],
    columns: STREAKS,
    steps: ['always 0/null/null', '2026-02-10T00:00 100/2026-02-10/2026-02-10'],
  },
  {
    what: 'void since an instant leaves what was, and does not restart the strict streak (S5, S23)',
    rows: [owes('1'), owes('2'), owes('2', { status: 'void', effectiveAt: '2026-02-10T09:00:00Z' })],
    columns: STREAKS,
    steps: [
      'always 0/null/null',
      '2026-02-01T00:00 200/2026-02-01/2026-02-01',
      '2026-02-10T09:00 100/2026-02-01/2026-02-01',
    ],
  },
  {
    what: 'a write-off restarts the strict streak, not the streak (S4, S5)',
    rows: [owes('1'), owes('2'), owes('2', { status: 'uncollectible', effectiveAt: '2026-02-10' })],
    columns: STREAKS,
    steps: [
      'always 0/null/null',
      '2026-02-01T00:00 200/2026-02-01/2026-02-01',
      '2026-02-10T00:00 100/2026-02-01/2026-02-10',
    ],
  },
  {
    what: 'a partial payment restarts the strict streak, also when it is charged back later (S5)',
    rows: [
      owes('1'),
      pays('p', '1', {
        amount: 30,
        allocations: [{ invoice: '1', amount: 30 }],
        status: 'chargedBack',
        reversedAt: '2026-02-20',
      }),
    ],
    columns: STREAKS,
    steps: [
      'always 0/null/null',
      '2026-02-01T00:00 100/2026-02-01/2026-02-01',
      '2026-02-05T00:00 70/2026-02-01/2026-02-05',
      '2026-02-20T00:00 100/2026-02-01/2026-02-05',
    ],
  },
  {
    what: 'a debt handed over within an instant does not end the streak; one paid within a day does (S0, S4)',
    rows: [
      owes('1'),
      owes('2', { dueOn: '2026-02-04' }),
      pays('p', '1', { at: '2026-02-05T00:00:00Z' }),
      pays('q', '2', { at: '2026-02-10T09:00:00Z' }),
      owes('3', { issuedOn: '2026-02-11', dueOn: '2026-02-10' }),
    ],
    columns: STREAKS,
    steps: [
      'always 0/null/null',
      '2026-02-01T00:00 100/2026-02-01/2026-02-01',
      '2026-02-05T00:00 100/2026-02-01/2026-02-05',
      '2026-02-10T09:00 0/null/null',
      '2026-02-11T00:00 100/2026-02-11/2026-02-11',
    ],
  },
  {
    what: 'oldest due date and count are not set while unapplied money covers what is past due (S3)',
    rows: [owes('1'), pays('p', null, { amount: 150, at: '2026-02-10' })],
    columns: ['overdue', 'oldest_due_on', 'overdue_invoices'],
    steps: ['always 0/null/0', '2026-02-01T00:00 100/2026-01-31/1', '2026-02-10T00:00 0/null/0'],
  },
];

describe('what billing rows come to (S3 to S5, S23)', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const begin = () => AppliedRows.begin(database.dataSource, NOW);

  it.each(CASES.map((one) => [one.what, one] as const))('%s', async (_, { rows, columns, steps }) => {
    const applied = await begin();
    const outcomes = await applied.send(rows, NOW);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(await applied.steps('account_timeline', columns)).toEqual(steps);
  });

  it('a payment is pending until its next status, whichever was sent first (S23)', async () => {
    const sent = [
      pays('p', '1', { status: 'pending', at: '2026-02-02' }),
      pays('p', '1', { status: 'failed', at: '2026-02-04', failureKind: 'soft' }),
      pays('p', '1', { status: 'pending', at: '2026-02-06' }),
      pays('p', '1', { at: '2026-02-08' }),
    ];
    for (const rows of [sent, [...sent].reverse()]) {
      const applied = await begin();
      await applied.send([owes('1'), ...rows], NOW);
      expect(
        await applied.query('select status, at from payment_states where workspace_id = $1 order by at'),
      ).toEqual([
        { status: 'pending', at: new Date('2026-02-02') },
        { status: 'failed', at: new Date('2026-02-04') },
        { status: 'pending', at: new Date('2026-02-06') },
        { status: 'succeeded', at: new Date('2026-02-08') },
      ]);
      expect(await applied.steps('account_timeline', ['overdue'])).toEqual([
        'always 0',
        '2026-02-01T00:00 100',
        '2026-02-08T00:00 0',
      ]);
    }
  });

  it.each(['cancelled', 'ended'] as const)(
    'a subscription first sent as %s was active until its end (S23)',
    async (status) => {
      const applied = await begin();
      const dates = { startedOn: '2025-01-01', endedOn: '2026-02-01' };
      await applied.send([['subscriptions', { account: 'A', key: 's', status, ...dates }]], NOW);
      expect(await applied.steps('subscription_states', ['status'])).toEqual([
        'always active',
        `2026-02-01T00:00 ${status}`,
      ]);
    },
  );

  it("a tag's end is exclusive, in the account's zone (S23)", async () => {
    const applied = await begin();
    await applied.send([['tags', { account: 'A', tag: 't', from: '2026-02-01', to: '2026-02-03' }]], NOW);
    expect(await applied.query('select from_at, to_at from account_tags where workspace_id = $1')).toEqual([
      { from_at: new Date('2026-02-01'), to_at: new Date('2026-02-03') },
    ]);
  });

  it('a change of zone takes effect after the later of the two dates; past dates keep theirs (S21)', async () => {
    const applied = await begin();
    await applied.send([owes('1'), owes('2', { dueOn: '2026-03-10' })], NOW);
    // 12:00 UTC on 1 March is already the 2nd in Auckland.
    await applied.send([['accounts', { account: 'A', timeZone: 'Pacific/Auckland' }]], NOW);
    expect(
      await applied.query(
        'select from_date, time_zone from account_zones where workspace_id = $1 order by 1',
      ),
    ).toEqual([
      { from_date: '-infinity', time_zone: 'UTC' },
      { from_date: '2026-03-03', time_zone: 'Pacific/Auckland' },
    ]);
    expect(await applied.steps('account_timeline', ['overdue'])).toEqual([
      'always 0',
      '2026-02-01T00:00 100',
      '2026-03-10T11:00 200',
    ]);
  });

  describe('streaks keep their identity (S7)', () => {
    const streaks = (applied: AppliedRows) =>
      applied.query<{
        streak_id: string;
        opened_on: string;
        ended_at: Date | null;
        merged_into: string | null;
      }>(
        `select streak_id, opened_on, ended_at, merged_into from streaks
         where workspace_id = $1 and invoice_id is null order by opened_at, streak_id`,
      );

    it('a payment dated back splits one: the longer part keeps the id', async () => {
      const applied = await begin();
      await applied.send([owes('1'), owes('2', { issuedOn: '2026-02-12', dueOn: '2026-02-11' })], NOW);
      const [whole] = await streaks(applied);
      await applied.send([pays('p', '1', { at: '2026-02-04' })], NOW);
      const [first, second] = await streaks(applied);
      expect(second).toMatchObject({ streak_id: whole?.streak_id, opened_on: '2026-02-12', ended_at: null });
      expect(first?.streak_id).not.toBe(whole?.streak_id);
    });

    it('a correction joins two: the shorter lives on under the longer one, and is not cured', async () => {
      const applied = await begin();
      await applied.send(
        [owes('1'), pays('p', '1', { at: '2026-02-04' }), owes('2', { dueOn: '2026-02-10' })],
        NOW,
      );
      const [short, long] = await streaks(applied);
      await applied.send([owes('2', { dueOn: '2026-02-01' })], NOW);
      const joined = await streaks(applied);
      expect(joined.find(({ streak_id }) => streak_id === long?.streak_id)).toMatchObject({
        opened_on: '2026-02-01',
        ended_at: null,
        merged_into: null,
      });
      expect(joined.find(({ streak_id }) => streak_id === short?.streak_id)).toMatchObject({
        merged_into: long?.streak_id,
      });
    });

    it('a due date corrected backwards and forwards again leaves the id as it was', async () => {
      const applied = await begin();
      await applied.send([owes('1')], NOW);
      const before = await streaks(applied);
      await applied.send([owes('1', { dueOn: '2026-01-10' }), owes('1')], NOW);
      expect(await streaks(applied)).toEqual(before);
    });
  });
});
