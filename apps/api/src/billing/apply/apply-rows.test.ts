import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BillingEntity, BillingInputs } from '@dunwell/contract';
import { createTestDatabase, type TestDatabase } from '../../../test/support/create-test-database.js';
import { World } from '../../../test/support/world.js';
import { addTags, setAttributes, setStatuses, takeBackAttribute } from '../billing-writer.js';
import { applyRows } from '../imports/apply-rows.js';
import { rebuildDirty } from '../timeline/rebuild-dirty.js';
import type { RowOutcome } from './apply-context.js';

type Rows = { [Entity in BillingEntity]: readonly [Entity, BillingInputs[Entity]] }[BillingEntity];

const NOW = '2026-03-01T12:00:00Z';
const invoice = (number: string, more: Partial<BillingInputs['invoices']> = {}): Rows => [
  'invoices',
  { account: 'A', number, issuedOn: '2026-01-01', dueOn: '2026-01-31', total: 10_000, ...more },
];
const payment = (reference: string, more: Partial<BillingInputs['payments']> = {}): Rows => [
  'payments',
  {
    account: 'A',
    reference,
    amount: 10_000,
    status: 'succeeded',
    at: '2026-02-05',
    allocations: [{ invoice: '1', amount: 10_000 }],
    ...more,
  },
];

describe('applying billing rows', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const query = <Row>(sql: string, parameters: unknown[]) =>
    database.dataSource.query<Row[]>(sql, parameters);

  /** A workspace with the account A in EUR. */
  async function newWorld(): Promise<World> {
    const world = await World.create(database.dataSource, { now: NOW });
    world.account('A');
    return world.save();
  }

  async function apply(world: World, rows: readonly Rows[], at = NOW, later = false): Promise<RowOutcome[]> {
    return database.dataSource.transaction(async (manager) => {
      const outcomes: RowOutcome[] = [];
      for (const [entity, input] of rows) {
        const context = { workspaceId: world.workspaceId, now: new Date(at), timelinesLater: later };
        outcomes.push(...(await applyRows(manager, context, { entity, inputs: [input] as never })));
      }
      return outcomes;
    });
  }

  /** When the account was overdue, and by how much: `from amount`. */
  async function overdue(world: World): Promise<string[]> {
    const rows = await query<{ from_at: Date | number; overdue: number }>(
      'select from_at, overdue from account_timeline where workspace_id = $1 order by from_at',
      [world.workspaceId],
    );
    const steps = rows.filter((row, index) => row.overdue !== rows[index - 1]?.overdue);
    return steps
      .filter(({ from_at }) => from_at instanceof Date)
      .map(({ from_at, overdue: amount }) => `${(from_at as Date).toISOString().slice(0, 16)} ${amount}`);
  }

  const codes = (outcomes: readonly RowOutcome[]) =>
    outcomes.flatMap((outcome) =>
      outcome.status === 'rejected'
        ? outcome.problems.map(({ field, code }) => `${field}: ${code}`)
        : [outcome.status],
    );

  it.each<[string, Rows[], string[]]>([
    ['past due from 00:00 after the due date (S0)', [invoice('1')], ['2026-02-01T00:00 10000']],
    [
      'issued after its due date: from its issue',
      [invoice('1', { issuedOn: '2026-02-10' })],
      ['2026-02-10T00:00 10000'],
    ],
    ['paid', [invoice('1'), payment('p')], ['2026-02-01T00:00 10000', '2026-02-05T00:00 0']],
    [
      'charged back (S3)',
      [invoice('1'), payment('p', { status: 'chargedBack', reversedAt: '2026-02-20' })],
      ['2026-02-01T00:00 10000', '2026-02-05T00:00 0', '2026-02-20T00:00 10000'],
    ],
    [
      'a refund without reversedAt leaves the debt paid (S3)',
      [invoice('1'), payment('p'), payment('p', { status: 'refunded' })],
      ['2026-02-01T00:00 10000', '2026-02-05T00:00 0'],
    ],
    [
      'pending and failed money pays nothing',
      [invoice('1'), payment('p', { status: 'pending' }), payment('q', { status: 'failed' })],
      ['2026-02-01T00:00 10000'],
    ],
    [
      'a pending payment counts from its next status (S23)',
      [invoice('1'), payment('p', { status: 'pending' }), payment('p', { at: '2026-02-08T10:00:00Z' })],
      ['2026-02-01T00:00 10000', '2026-02-08T10:00 0'],
    ],
    [
      'a credit without an invoice is unapplied and lowers the balance (S3)',
      [invoice('1'), ['credits', { account: 'A', reference: 'c', amount: 4_000, at: '2026-02-03' }]],
      ['2026-02-01T00:00 10000', '2026-02-03T00:00 6000'],
    ],
    ['void holds always (S23)', [invoice('1'), invoice('1', { status: 'void' })], []],
    [
      'void since an instant (S23)',
      [invoice('1'), invoice('1', { status: 'void', effectiveAt: '2026-02-10' })],
      ['2026-02-01T00:00 10000', '2026-02-10T00:00 0'],
    ],
    [
      'a write-off holds from business now (S23)',
      [invoice('1'), invoice('1', { status: 'uncollectible' })],
      ['2026-02-01T00:00 10000', '2026-03-01T12:00 0'],
    ],
    ['paid is no fact (S23)', [invoice('1', { status: 'paid' })], ['2026-02-01T00:00 10000']],
    [
      'due date and total are corrections (S23)',
      [invoice('1'), invoice('1', { dueOn: '2026-02-10', total: 7_000 })],
      ['2026-02-11T00:00 7000'],
    ],
    [
      'paidOn is one payment, replaced when sent again (S23)',
      [invoice('1', { paidOn: '2026-02-03' }), invoice('1', { paidOn: '2026-02-08' })],
      ['2026-02-01T00:00 10000', '2026-02-08T00:00 0'],
    ],
    [
      'paidOn taken away',
      [invoice('1', { paidOn: '2026-02-03' }), invoice('1', { paidOn: null })],
      ['2026-02-01T00:00 10000'],
    ],
    [
      'paidOn pays the total as corrected',
      [invoice('1', { paidOn: '2026-02-03' }), ['invoices', { account: 'A', number: '1', total: 12_000 }]],
      ['2026-02-01T00:00 12000', '2026-02-03T00:00 0'],
    ],
  ])('%s', async (_, rows, expected) => {
    const world = await newWorld();
    expect(codes(await apply(world, rows)).filter((code) => code.includes(':'))).toEqual([]);
    expect(await overdue(world)).toEqual(expected);

    const changes = await query('select * from account_changes where workspace_id = $1', [world.workspaceId]);
    const last = rows.slice(-1);
    expect(codes(await apply(world, last, '2026-03-02T00:00:00Z'))).toEqual(['unchanged']);
    expect(await query('select * from account_changes where workspace_id = $1', [world.workspaceId])).toEqual(
      changes,
    );
  });

  it.each<[string, Rows, string]>([
    ['another currency (S3)', invoice('9', { currency: 'USD' }), 'currency: otherCurrency'],
    ['a currency that is none', invoice('9', { currency: 'XQX' }), 'currency: unknownCurrency'],
    ['an unknown account', invoice('9', { account: 'B' }), 'account: unknownAccount'],
    ['a negative total', invoice('9', { total: -1 }), 'total: tooSmall'],
    ['a fraction of a minor unit', invoice('9', { total: 1.5 }), 'total: wholeNumber'],
    ['a date that does not exist', invoice('9', { dueOn: '2026-02-30' }), 'dueOn: calendarDate'],
    ['a new invoice without its total', invoice('9', { total: undefined }), 'total: required'],
    ['allocations above their payment (S3)', payment('p', { amount: 1 }), 'allocations: allocatedTooMuch'],
    [
      'an unknown invoice',
      payment('p', { allocations: [{ invoice: '9', amount: 1 }] }),
      'allocations[0].invoice: unknownInvoice',
    ],
    [
      'a charge back without its instant (S3)',
      payment('p', { status: 'chargedBack' }),
      'reversedAt: required',
    ],
    [
      'a reversal before the payment',
      payment('p', { status: 'refunded', reversedAt: '2026-02-01' }),
      'reversedAt: beforePayment',
    ],
    ['a reference that is reserved', payment('paidOn:1'), 'reference: reserved'],
    ['an instant without offset', payment('p', { at: '2026-02-05T10:00:00' }), 'at: instant'],
    [
      'an attribute of another type (S18)',
      invoice('9', { attributes: { score: 'high' } }),
      'attributes.score: attributeType',
    ],
    [
      'a subscription without its start',
      ['subscriptions', { account: 'A', key: 's', status: 'active' }],
      'startedOn: required',
    ],
    [
      'a tag that ends before it begins',
      ['tags', { account: 'A', tag: 't', from: '2026-02-01', to: '2026-01-01' }],
      'to: beforeFrom',
    ],
  ])('refuses %s and writes nothing', async (_, row, code) => {
    const world = await newWorld();
    await apply(world, [invoice('1', { attributes: { score: 3 } })]);
    const changes = await query('select * from account_changes where workspace_id = $1', [world.workspaceId]);
    expect(codes(await apply(world, [row]))).toEqual([code]);
    expect(await query('select * from account_changes where workspace_id = $1', [world.workspaceId])).toEqual(
      changes,
    );
  });

  it('a subscription first sent as cancelled was active until its end, also when sent again (S23)', async () => {
    const world = await newWorld();
    const row: Rows = [
      'subscriptions',
      { account: 'A', key: 's', status: 'cancelled', startedOn: '2025-01-01', endedOn: '2026-05-01' },
    ];
    expect(codes(await apply(world, [row, row]))).toEqual(['created', 'unchanged']);
    const states = await query<{ status: string }>(
      'select status, to_at from subscription_states where workspace_id = $1 order by from_at',
      [world.workspaceId],
    );
    expect(states).toEqual([
      { status: 'active', to_at: new Date('2026-05-01T00:00:00Z') },
      { status: 'cancelled', to_at: Infinity },
    ]);
  });

  it('the first value holds always, a later one from business now (S23)', async () => {
    const world = await newWorld();
    const details = (country: string): Rows => ['accounts', { account: 'A', country }];
    await apply(world, [details('DE')]);
    await apply(world, [details('AT')], '2026-03-05T00:00:00Z');
    expect(
      await query('select country, from_at from account_details where workspace_id = $1 order by from_at', [
        world.workspaceId,
      ]),
    ).toEqual([
      { country: 'DE', from_at: -Infinity },
      { country: 'AT', from_at: new Date('2026-03-05T00:00:00Z') },
    ]);
  });

  it('an own zone takes effect on a date to come; dates that have begun keep theirs (S21)', async () => {
    const world = await newWorld();
    await apply(world, [['accounts', { account: 'A', timeZone: 'Pacific/Auckland' }]]);
    await apply(world, [['accounts', { account: 'A', timeZone: null }]]);
    await apply(world, [['accounts', { account: 'A', timeZone: 'Pacific/Auckland' }]]);
    expect(
      await query(
        'select from_date, time_zone, own from account_zones where workspace_id = $1 order by from_date',
        [world.workspaceId],
      ),
    ).toEqual([
      { from_date: '-infinity', time_zone: 'UTC', own: false },
      { from_date: '2026-03-03', time_zone: 'Pacific/Auckland', own: true },
    ]);
  });

  it('order of arrival does not matter, nor when timelines are rebuilt', async () => {
    const facts: Rows[] = [
      payment('p', { amount: 6_000, allocations: [{ invoice: '1', amount: 6_000 }], at: '2026-02-05' }),
      payment('q', {
        amount: 9_000,
        allocations: [{ invoice: '1', amount: 5_000 }],
        at: '2026-02-07T08:00:00Z',
      }),
      payment('r', {
        status: 'chargedBack',
        allocations: [{ invoice: '2', amount: 3_000 }],
        reversedAt: '2026-02-25',
      }),
      ['credits', { account: 'A', reference: 'c', amount: 500, at: '2026-02-06' }],
      invoice('2', { dueOn: '2026-02-15', total: 3_000 }),
      invoice('3', { dueOn: '2026-02-03', total: 2_000, status: 'void', effectiveAt: '2026-02-12' }),
      invoice('4', { dueOn: '2026-02-20', total: 800, paidOn: '2026-02-22' }),
    ];
    const told: string[] = [];
    for (const shift of [0, 1, 2, 3, 4, 5, 6]) {
      const world = await newWorld();
      await apply(world, [invoice('1'), invoice('2', { dueOn: '2026-02-15', total: 3_000 })]);
      const later = shift % 2 === 1;
      for (const row of [...facts.slice(shift), ...facts.slice(0, shift)])
        await apply(world, [row], NOW, later);
      await rebuildDirty(database.dataSource, { workspaceId: world.workspaceId, now: new Date(NOW) });
      const rows = await query<object>(
        `select from_at, to_at, outstanding, overdue, unapplied, overdue_invoices, oldest_due_on, opened_on,
           strict_since, last_payment_on from account_timeline where workspace_id = $1 order by from_at`,
        [world.workspaceId],
      );
      told.push(JSON.stringify(rows));
    }
    expect(new Set(told).size).toBe(1);
  });

  it('a streak keeps its id when the past is corrected, one that never was lasts no time (S7)', async () => {
    const world = await newWorld();
    const streaks = () =>
      query<{ streak_id: string; opened_on: string; opened_at: Date; ended_at: Date | null }>(
        `select streak_id, opened_on, opened_at, ended_at from streaks where workspace_id = $1 and invoice_id is null`,
        [world.workspaceId],
      );
    await apply(world, [invoice('1')]);
    const [before] = await streaks();
    await apply(world, [invoice('1', { dueOn: '2026-01-20' })]);
    expect(await streaks()).toMatchObject([{ streak_id: before?.streak_id, opened_on: '2026-01-21' }]);
    await apply(world, [invoice('1', { status: 'void' })]);
    const [gone] = await streaks();
    expect(gone?.ended_at).toEqual(gone?.opened_at);
  });

  it('two writers of one account go one after the other, and both count (S13)', async () => {
    const world = await newWorld();
    await apply(world, [invoice('1')]);
    const pays = (reference: string) =>
      apply(world, [payment(reference, { amount: 5_000, allocations: [{ invoice: '1', amount: 5_000 }] })]);
    await Promise.all([pays('p'), pays('q'), apply(world, [invoice('2', { total: 300 })])]);
    expect(await overdue(world)).toEqual(['2026-02-01T00:00 10300', '2026-02-05T00:00 300']);
    const [account] = await query<{ change_no: number }>(
      'select change_no from accounts where workspace_id = $1',
      [world.workspaceId],
    );
    expect(account?.change_no).toBe(5);
  });

  it('says from which instant facts changed, and whether that is late (S10)', async () => {
    const world = await newWorld();
    await apply(world, [invoice('1', { issuedOn: '2026-02-20', dueOn: '2026-03-20' })]);
    await apply(world, [invoice('2', { issuedOn: '2026-03-10', dueOn: '2026-03-20' })]);
    await apply(world, [payment('p', { at: '2026-02-25', allocations: [{ invoice: '1', amount: 10_000 }] })]);
    expect(
      await query(
        'select earliest_at, late_data_checked as fine from account_changes where workspace_id = $1 order by change_no',
        [world.workspaceId],
      ),
    ).toEqual([
      { earliest_at: new Date(NOW), fine: true },
      { earliest_at: new Date('2026-02-20T00:00:00Z'), fine: false },
      { earliest_at: new Date('2026-03-10T00:00:00Z'), fine: true },
      { earliest_at: new Date('2026-02-25T00:00:00Z'), fine: false },
    ]);
  });

  it('takes tags of any name', async () => {
    const world = await newWorld();
    const names = ['__proto__', 'constructor', 'toString'];
    const rows = names.map((tag) => ['tags', { account: 'A', tag, from: '2026-01-01' }] as const);
    await apply(world, [['accounts', { account: 'A', tags: ['valueOf'] }]]);
    expect(codes(await apply(world, rows))).toEqual(names.map(() => 'updated'));
    const stored = await query<{ tag: string }>('select tag from account_tags where workspace_id = $1', [
      world.workspaceId,
    ]);
    expect(stored.map(({ tag }) => tag).sort()).toEqual([...names, 'valueOf'].sort());
  });

  it('actions say what they changed, and take back only that (S22)', async () => {
    const world = await newWorld();
    await apply(world, [['accounts', { account: 'A', tags: ['vip'], attributes: { tier: 'gold' } }]]);
    const accountId = await world.accountId('A');
    const context = { workspaceId: world.workspaceId, now: new Date(NOW) };
    await database.dataSource.transaction(async (manager) => {
      expect(await addTags(manager, context, [{ accountId, tag: 'vip' }])).toEqual([{ kind: 'unchanged' }]);
      const late = [
        { accountId, tag: 'late' },
        { accountId, tag: 'late' },
      ];
      expect(await addTags(manager, context, late)).toEqual([
        { kind: 'changed', before: null },
        { kind: 'unchanged' },
      ]);
      const to = { status: 'serviceStatus', value: 'suspended' } as const;
      expect(
        await setStatuses(manager, context, [
          { accountId, to },
          { accountId, to },
        ]),
      ).toEqual([{ kind: 'changed', before: 'normal' }, { kind: 'unchanged' }]);
      const set = { accountId, name: 'tier', value: 'risk' };
      expect(await setAttributes(manager, context, [set, { ...set, value: 3 }])).toMatchObject([
        { kind: 'changed', before: 'gold' },
        { kind: 'refused' },
      ]);
      const back = { accountId, name: 'tier', set: 'risk', before: 'gold' };
      expect(await takeBackAttribute(manager, context, back)).toEqual({ kind: 'changed', before: null });
      expect(await takeBackAttribute(manager, context, back)).toEqual({ kind: 'unchanged' });
    });
  });
});
