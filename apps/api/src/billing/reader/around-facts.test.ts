import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/support/create-test-database.js';
import { accountZones, zonesInUse } from './account-zones.js';
import { ALWAYS, BillingWorld } from './billing-world.testing.js';
import { heldBackFacts } from './held-back-facts.js';
import { lateChanges, markLateChangesChecked } from './late-changes.js';
import { readMessageValues } from './message-values.js';
import { momentAt, momentFor, momentOf, windowStart } from './moment.js';
import { attributeTypes, currenciesInUse, resolveAccountKeys } from './workspace-facts.js';

const NOON = Date.parse('2026-03-10T11:00:00Z');

let database: TestDatabase;
let world: BillingWorld;
let other: BillingWorld;
let account: string;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await BillingWorld.create(database.dataSource.manager);
  other = await BillingWorld.create(database.dataSource.manager, 'Asia/Tokyo');
  account = await world.account('A', { currency: 'USD' });
  await other.account('A', { currency: 'JPY' });
});
afterAll(() => database.drop());

describe('moments', () => {
  it('have the date of their zone', () => {
    expect(momentFor({ every: 'day', at: '09:00' }, '2026-03-10', 'Europe/Berlin')).toEqual({
      at: Date.parse('2026-03-10T08:00:00Z'),
      date: '2026-03-10',
      zone: 'Europe/Berlin',
    });
    expect(momentAt(Date.parse('2026-03-09T23:00:00Z'), 'Europe/Berlin').date).toBe('2026-03-10');
    const history = [
      { from: null, zone: 'Europe/Berlin' },
      { from: '2026-03-11', zone: 'Asia/Tokyo' },
    ];
    expect(momentOf(NOON, history)).toMatchObject({ date: '2026-03-10', zone: 'Europe/Berlin' });
    expect(momentOf(NOON + 86_400_000, history)).toMatchObject({ date: '2026-03-11', zone: 'Asia/Tokyo' });
  });

  it('look back over whole dates, across a change of the clock', () => {
    const moment = momentAt(Date.parse('2026-03-30T10:00:00Z'), 'Europe/Berlin');
    expect(windowStart(moment, 1)).toBe(Date.parse('2026-03-29T22:00:00Z'));
    expect(windowStart(moment, 2)).toBe(Date.parse('2026-03-28T23:00:00Z'));
  });
});

describe('zones', () => {
  it('in use are those that some account has on the date', async () => {
    const moved = await world.account('MOVED', { time_zone: 'America/New_York' });
    await world.manager.query(`update account_zones set to_date = '2026-03-10' where account_id = $1`, [
      moved,
    ]);
    const later = { from_date: '2026-03-10', to_date: 'infinity', time_zone: 'Asia/Kathmandu', own: true };
    await world.insert('account_zones', { account_id: moved, ...later });
    const onDate = (date: string) => zonesInUse(world.manager, world.workspaceId, date);
    expect(await onDate('2026-03-09')).toEqual(['America/New_York', 'Europe/Berlin']);
    expect(await onDate('2026-03-10')).toEqual(['Asia/Kathmandu', 'Europe/Berlin']);
    expect(await zonesInUse(world.manager, other.workspaceId, '2026-03-10')).toEqual(['Asia/Tokyo']);
    const zones = await accountZones(world.manager, world.workspaceId, [account, moved]);
    expect(zones.get(account)).toEqual([{ from: null, zone: 'Europe/Berlin' }]);
    expect(zones.get(moved)).toEqual([
      { from: null, zone: 'America/New_York' },
      { from: '2026-03-10', zone: 'Asia/Kathmandu' },
    ]);
  });
});

describe('what a workspace uses', () => {
  it('are its currencies, attributes and keys, not those of others', async () => {
    await world.attribute('account', 'number', {
      subject_id: account,
      account_id: account,
      name: 'n',
      number_value: 1,
    });
    expect(await currenciesInUse(world.manager, other.workspaceId)).toEqual(['JPY']);
    expect(await attributeTypes(world.manager, world.workspaceId)).toEqual({
      account: { n: 'number' },
      invoice: {},
    });
    expect(await attributeTypes(world.manager, other.workspaceId)).toEqual({ account: {}, invoice: {} });
    const found = await resolveAccountKeys(world.manager, world.workspaceId, ['A', 'unknown']);
    expect([...found]).toEqual([['A', account]]);
  });
});

describe('what holds back', () => {
  const heldAt = async (id: string, at: string) =>
    (await heldBackFacts(world.manager, world.workspaceId, [id], Date.parse(at))).get(id);

  it('are holds in force', async () => {
    const id = await world.account('HELD');
    const invoice_id = await world.invoice(id);
    const [from, end] = ['2026-03-05T00:00:00Z', '2026-03-12T23:00:00Z'];
    const first = await world.hold(id, { reason: 'promiseToPay', from_at: from, until_at: end });
    const second = await world.hold(id, {
      reason: 'dispute',
      leave_out: true,
      invoice_id,
      from_at: '2026-03-06T00:00:00Z',
      lifted_at: '2026-03-20T00:00:00Z',
    });
    const promise = {
      holdId: first,
      invoiceId: null,
      reason: 'promiseToPay',
      leaveOut: false,
      until: Date.parse(end),
    };
    const dispute = { holdId: second, invoiceId: invoice_id, reason: 'dispute', leaveOut: true };
    expect(await heldAt(id, '2026-03-04T23:59:59Z')).toBeUndefined();
    expect((await heldAt(id, from))?.holds).toEqual([promise]);
    expect((await heldAt(id, '2026-03-12T22:59:59Z'))?.holds).toMatchObject([promise, dispute]);
    expect((await heldAt(id, end))?.holds).toMatchObject([dispute]);
    expect(await heldAt(id, '2026-03-20T00:00:00Z')).toBeUndefined();
    const open = await world.account('OPEN');
    await world.hold(open, { from_at: from });
    expect((await heldAt(open, end))?.holds).toMatchObject([{ reason: 'courtesy', until: null }]);
  });

  it('are payments in flight, from pending to the next status', async () => {
    const id = await world.account('PAYING');
    const [pending, settled] = ['2026-03-05T11:00:00Z', '2026-03-08T11:00:00Z'];
    const paymentId = await world.payment(
      id,
      {},
      { at: pending, status: 'pending' },
      { at: settled, status: 'failed' },
    );
    expect(await heldAt(id, '2026-03-05T10:59:59Z')).toBeUndefined();
    for (const at of [pending, '2026-03-08T10:59:59Z'])
      expect((await heldAt(id, at))?.paymentsInFlight).toEqual([
        { paymentId, amount: 10_000, since: Date.parse(pending) },
      ]);
    expect(await heldAt(id, settled)).toBeUndefined();
  });
});

describe('late changes', () => {
  it('are listed once per account from the earliest on, until they were looked at', async () => {
    const ids = [await world.account('LATE1'), await world.account('LATE2')] as const;
    const change = (account_id: string, change_no: number, earliest_at: string, late_data_checked = false) =>
      world.insert('account_changes', {
        account_id,
        change_no,
        recorded_at: NOON_TEXT,
        earliest_at,
        late_data_checked,
      });
    await change(ids[0], 1, '2026-01-01T00:00:00Z', true);
    await change(ids[0], 2, '2026-03-05T00:00:00Z');
    await change(ids[0], 3, '2026-03-03T00:00:00Z');
    await change(ids[1], 1, '-infinity');
    const late = () => lateChanges(world.manager, world.workspaceId, 10);
    const found = await late();
    expect(found).toEqual([
      { accountId: ids[0], earliestAt: Date.parse('2026-03-03T00:00:00Z'), changeNo: 3 },
      { accountId: ids[1], earliestAt: -Infinity, changeNo: 1 },
    ]);
    expect(await lateChanges(world.manager, world.workspaceId, 1)).toHaveLength(1);
    expect(await lateChanges(world.manager, other.workspaceId, 10)).toEqual([]);
    await change(ids[0], 4, '2026-03-04T00:00:00Z');
    await markLateChangesChecked(world.manager, world.workspaceId, found);
    expect(await late()).toEqual([
      { accountId: ids[0], earliestAt: Date.parse('2026-03-04T00:00:00Z'), changeNo: 4 },
    ]);
  });
});

const NOON_TEXT = new Date(NOON).toISOString();

describe('message values', () => {
  const read = async (id: string, at = NOON) =>
    (await readMessageValues(world.manager, world.workspaceId, [id], at)).get(id);

  it('are those of the account at the instant', async () => {
    const id = await world.account('NAMED');
    const details = {
      account_id: id,
      name: 'Old Ltd',
      email: 'a@example.test',
      language: 'de',
      payment_url: 'https://pay.test',
    };
    await world.insert('account_details', { ...details, ...ALWAYS, to_at: NOON_TEXT });
    await world.insert('account_details', { account_id: id, name: 'New Ltd', ...ALWAYS, from_at: NOON_TEXT });
    const common = { key: 'NAMED', currency: 'EUR', overdueInvoices: [] };
    expect(await read(id, NOON - 1)).toEqual({
      ...common,
      name: 'Old Ltd',
      email: 'a@example.test',
      language: 'de',
      paymentUrl: 'https://pay.test',
    });
    expect(await read(id)).toEqual({
      ...common,
      name: 'New Ltd',
      email: null,
      language: null,
      paymentUrl: null,
    });
  });

  it('list the past due invoices, oldest first, at most 50', async () => {
    const id = await world.account('OWING', {}, [{ overdue: 100, outstanding: 100, overdue_invoices: 60 }]);
    await world.invoice(id, { number: 'open', due_on: '2026-01-01' });
    for (let n = 0; n < 60; n += 1) {
      const due_on = n === 30 ? '2026-02-01' : '2026-03-01';
      await world.invoice(id, { number: `I${n + 100}`, due_on }, [{ past_due: true, remaining: n }]);
    }
    const invoices = (await read(id))!.overdueInvoices;
    expect(invoices).toHaveLength(50);
    expect(invoices.slice(0, 2)).toEqual([
      { number: 'I130', dueOn: '2026-02-01', daysPastDue: 37, remaining: 30 },
      { number: 'I100', dueOn: '2026-03-01', daysPastDue: 9, remaining: 0 },
    ]);
  });

  it('list no invoice while unapplied money covers the debt', async () => {
    const id = await world.account('COVERED');
    await world.invoice(id, {}, [{ past_due: true }]);
    expect((await read(id))!.overdueInvoices).toEqual([]);
  });
});
