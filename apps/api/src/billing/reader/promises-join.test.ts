import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/support/create-test-database.js';
import { BillingWorld, type Columns } from './billing-world.testing.js';

/** A promise given on the 5th at noon for 100.00 until the end of the 10th, by an account that owes 300.00. */
const GIVEN = '2026-03-05T11:00:00Z';
const END = '2026-03-10T23:00:00Z';
const DURING = '2026-03-08T11:00:00Z';
const LAST_MOMENT = '2026-03-10T22:59:59Z';
const AFTER = '2026-03-20T11:00:00Z';

let database: TestDatabase;
let world: BillingWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await BillingWorld.create(database.dataSource.manager);
});
afterAll(() => database.drop());

let accounts = 0;

async function promising(hold: Columns = {}, clearedAt?: string): Promise<string> {
  const owing = { overdue: 30_000, outstanding: 30_000, overdue_invoices: 1 };
  const timeline: Columns[] = clearedAt ? [{ ...owing, to_at: clearedAt }, { from_at: clearedAt }] : [owing];
  const account = await world.account(`P${(accounts += 1)}`, {}, timeline);
  await promise(account, hold);
  return account;
}

const promise = (account: string, hold: Columns = {}) =>
  world.hold(account, {
    reason: 'promiseToPay',
    from_at: GIVEN,
    until_at: END,
    promised_amount: 10_000,
    ...hold,
  });

async function states(account: string, ...ats: string[]): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const at of ats) found.push(await world.value('account', account, at, { field: 'account.promise' }));
  return found;
}

const broken = (account: string, at: string) =>
  world.value('account', account, at, { field: 'account.brokenPromises' });

describe('a promise to pay', () => {
  it('is open from when it was given to its end, then broken', async () => {
    const account = await promising();
    expect(await states(account, '2026-03-05T10:59:59Z', GIVEN, LAST_MOMENT, END, AFTER)).toEqual([
      'none',
      'open',
      'open',
      'broken',
      'broken',
    ]);
    expect([await broken(account, LAST_MOMENT), await broken(account, END)]).toEqual([0, 1]);
  });

  it('is kept once payments since it was given reach the amount', async () => {
    const account = await promising();
    await world.payment(account, { amount: 9_000 }, { at: '2026-03-05T10:00:00Z', status: 'succeeded' });
    await world.payment(account, { amount: 6_000 }, { at: '2026-03-06T11:00:00Z', status: 'succeeded' });
    await world.payment(
      account,
      { amount: 4_000 },
      { at: '2026-03-07T11:00:00Z', status: 'pending' },
      { at: '2026-03-09T11:00:00Z', status: 'succeeded' },
    );
    expect(await states(account, DURING, '2026-03-09T11:00:00Z', AFTER)).toEqual(['open', 'kept', 'kept']);
    expect(await broken(account, AFTER)).toBe(0);
  });

  it.each([
    ['a day late', [{ at: '2026-03-11T11:00:00Z', status: 'succeeded' }], 'broken'],
    ['in the instant of its end', [{ at: END, status: 'succeeded' }], 'broken'],
    ['but failed', [{ at: '2026-03-07T11:00:00Z', status: 'failed' }], 'broken'],
    [
      'but charged back before its end',
      [{ at: '2026-03-07T11:00:00Z', status: 'chargedBack', reversed_at: '2026-03-09T11:00:00Z' }],
      'broken',
    ],
    [
      'and charged back after its end',
      [{ at: '2026-03-07T11:00:00Z', status: 'chargedBack', reversed_at: '2026-03-12T11:00:00Z' }],
      'kept',
    ],
    [
      'and refunded for good',
      [
        { at: '2026-03-07T11:00:00Z', status: 'succeeded' },
        { at: '2026-03-08T11:00:00Z', status: 'refunded' },
      ],
      'kept',
    ],
  ])('paid %s: %j is %s', async (_, payment, expected) => {
    const account = await promising();
    await world.payment(account, { amount: 10_000 }, ...payment);
    expect(await states(account, AFTER)).toEqual([expected]);
  });

  it('is kept when nothing is overdue any more before its end', async () => {
    const account = await promising({ promised_amount: null }, '2026-03-09T11:00:00Z');
    expect(await states(account, DURING, '2026-03-09T11:00:00Z', AFTER)).toEqual(['open', 'kept', 'kept']);
  });

  it('is broken when the debt is cleared after its end', async () => {
    const account = await promising({ promised_amount: null }, '2026-03-12T11:00:00Z');
    expect(await states(account, AFTER)).toEqual(['broken']);
  });

  it('about an invoice is kept when nothing remains of that one', async () => {
    const account = await promising({ reason: 'other' });
    const invoice_id = await world.invoice(account, {}, [
      { to_at: DURING, past_due: true },
      { from_at: DURING, status: 'paid', remaining: 0 },
    ]);
    await promise(account, { invoice_id });
    expect(await states(account, '2026-03-07T11:00:00Z', DURING, AFTER)).toEqual(['open', 'kept', 'kept']);
  });

  it('that is taken back counts as none, unless it was kept before', async () => {
    const lifted_at = '2026-03-07T11:00:00Z';
    const account = await promising({ lifted_at });
    const kept = await promising({ lifted_at }, '2026-03-06T11:00:00Z');
    expect(await states(account, '2026-03-06T11:00:00Z', lifted_at, AFTER)).toEqual(['open', 'none', 'none']);
    expect(await states(kept, AFTER)).toEqual(['kept']);
    expect(await broken(account, AFTER)).toBe(0);
  });

  it('follows another: the last one counts, every broken one is counted', async () => {
    const account = await promising();
    await promise(account, { from_at: '2026-03-11T11:00:00Z', until_at: '2026-03-13T23:00:00Z' });
    await promise(account, { from_at: '2026-03-15T11:00:00Z', until_at: 'infinity' });
    expect(await states(account, '2026-03-12T11:00:00Z', '2026-03-14T11:00:00Z', AFTER)).toEqual([
      'open',
      'broken',
      'open',
    ]);
    expect(await broken(account, AFTER)).toBe(2);
  });
});
