import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/support/create-test-database.js';
import { AppliedRows, type SentRow } from './applied-rows.testing.js';

const NOW = '2026-03-01T12:00:00Z';

/** A history: rows that each say since when they hold, and what they come to whichever comes first. */
interface History {
  what: string;
  table: string;
  columns: string[];
  rows: SentRow[];
  steps: string[];
}

const subscription = (effectiveAt: string, more: object): SentRow => [
  'subscriptions',
  { account: 'A', key: 's', startedOn: '2025-01-01', effectiveAt, ...more },
];
const card = (effectiveAt: string, more: object): SentRow => [
  'paymentMethods',
  { account: 'A', key: 'c', type: 'card', effectiveAt, ...more },
];
const account = (effectiveAt: string, more: object): SentRow => [
  'accounts',
  { account: 'A', effectiveAt, ...more },
];
const invoice = (effectiveAt: string, more: object): SentRow => [
  'invoices',
  {
    account: 'A',
    number: '1',
    issuedOn: '2026-01-01',
    dueOn: '2026-01-31',
    total: 100,
    effectiveAt,
    ...more,
  },
];

const HISTORIES: History[] = [
  {
    what: 'a subscription that paused and went on',
    table: 'subscription_states',
    columns: ['status', 'plan'],
    rows: [
      subscription('2026-01-01', { status: 'active', plan: 'basic' }),
      subscription('2026-01-10', { status: 'paused' }),
      subscription('2026-01-20', { status: 'active', plan: 'basic' }),
      subscription('2026-02-01', { status: 'active', plan: 'pro' }),
    ],
    steps: [
      'always active/basic',
      '2026-01-10T00:00 paused/basic',
      '2026-01-20T00:00 active/basic',
      '2026-02-01T00:00 active/pro',
    ],
  },
  {
    what: 'a subscription whose later rows say more',
    table: 'subscription_states',
    columns: ['status', 'plan', 'renews_on'],
    rows: [
      subscription('2026-01-01', { status: 'trialing' }),
      subscription('2026-01-15', { status: 'active', renewsOn: '2026-02-15' }),
      subscription('2026-02-01', { status: 'active', plan: 'pro', renewsOn: '2026-03-15' }),
    ],
    steps: [
      'always trialing/null/null',
      '2026-01-15T00:00 active/null/2026-02-15',
      '2026-02-01T00:00 active/pro/2026-03-15',
    ],
  },
  {
    what: 'a subscription that was cancelled, then ended',
    table: 'subscription_states',
    columns: ['status', 'ended_on'],
    rows: [
      subscription('2026-01-01', { status: 'pastDue' }),
      subscription('2026-01-10', { status: 'cancelled', endedOn: '2026-02-10' }),
      subscription('2026-02-10', { status: 'ended', endedOn: '2026-02-10' }),
    ],
    steps: [
      'always pastDue/null',
      '2026-01-10T00:00 cancelled/2026-02-10',
      '2026-02-10T00:00 ended/2026-02-10',
    ],
  },
  {
    what: 'a card that was blocked for a while',
    table: 'payment_method_states',
    columns: ['status', 'expires_on', 'is_default'],
    rows: [
      card('2025-06-01', { expiresOn: '2026-03' }),
      card('2026-01-05', { status: 'blocked', isDefault: true }),
      card('2026-01-09', { status: 'active', expiresOn: '2026-03' }),
      card('2026-02-01', { expiresOn: '2029-03' }),
    ],
    steps: [
      'always active/2026-03-31/false',
      '2026-01-05T00:00 blocked/2026-03-31/true',
      '2026-01-09T00:00 active/2026-03-31/true',
      '2026-02-01T00:00 active/2029-03-31/true',
    ],
  },
  {
    what: "an account's details",
    table: 'account_details',
    columns: ['name', 'country', 'service_status'],
    rows: [
      account('2026-01-01', { name: 'Ann', country: 'DE' }),
      account('2026-01-10', { country: 'AT', serviceStatus: 'suspended' }),
      account('2026-01-20', { name: 'Ann', country: 'DE' }),
      account('2026-02-01', { serviceStatus: 'normal' }),
    ],
    steps: [
      'always null/null/normal',
      '2026-01-01T00:00 Ann/DE/normal',
      '2026-01-10T00:00 Ann/AT/suspended',
      '2026-01-20T00:00 Ann/DE/suspended',
      '2026-02-01T00:00 Ann/DE/normal',
    ],
  },
  {
    what: "an account's attributes",
    table: 'attribute_periods',
    columns: ['number_value'],
    rows: [
      account('2026-01-01', { attributes: { score: 1 } }),
      account('2026-01-10', { attributes: { score: 2 } }),
      account('2026-01-20', { attributes: { score: 1 } }),
    ],
    steps: ['2026-01-01T00:00 1', '2026-01-10T00:00 2', '2026-01-20T00:00 1'],
  },
  {
    what: 'an invoice drafted, opened, written off and opened again',
    table: 'invoice_states join invoices using (workspace_id, invoice_id)',
    columns: ['status', 'collection_method'],
    rows: [
      invoice('2025-12-20', { status: 'draft' }),
      invoice('2026-01-01', { status: 'open', collectionMethod: 'automatic' }),
      invoice('2026-02-10', { status: 'uncollectible' }),
      invoice('2026-02-20', { status: 'open', collectionMethod: 'manual' }),
    ],
    steps: [
      'always open/null',
      '2025-12-20T00:00 draft/null',
      '2026-01-01T00:00 open/automatic',
      '2026-02-10T00:00 uncollectible/automatic',
      '2026-02-20T00:00 open/manual',
    ],
  },
];

describe('a history sent as rows with effectiveAt (S3, S23)', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it.each(HISTORIES.map((history) => [history.what, history] as const))(
    'is the same in whatever order it comes: %s',
    async (_, { table, columns, rows, steps }) => {
      for (const order of permutations(rows)) {
        const applied = await AppliedRows.begin(database.dataSource, NOW);
        const outcomes = await applied.send(order, NOW);
        expect([order, outcomes.filter(({ status }) => status === 'rejected')]).toEqual([order, []]);
        expect([order, await applied.steps(table, columns)]).toEqual([order, steps]);
        const again = await applied.send([...order].reverse(), '2026-03-05T00:00:00Z');
        expect([order, again.map(({ status }) => status)]).toEqual([order, order.map(() => 'unchanged')]);
      }
    },
    30_000,
  );

  it('leaves no trace where a row only says again what held', async () => {
    const applied = await AppliedRows.begin(database.dataSource, NOW);
    await applied.send([subscription('2026-01-01', { status: 'active' })], NOW);
    const changes = () => applied.query('select change_no from account_changes where workspace_id = $1');
    const before = await changes();
    await applied.send([subscription('2026-01-20', { status: 'active' })], NOW);
    expect(await changes()).toEqual(before);
  });
});

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((others) => [item, ...others]),
  );
}
