import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/support/create-test-database.js';
import { ALWAYS, BillingWorld } from './billing-world.testing.js';
import { changeInstants } from './change-instants.js';

let database: TestDatabase;
let world: BillingWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await BillingWorld.create(database.dataSource.manager);
});
afterAll(() => database.drop());

async function changesOf(accountIds: string[], from: string, to: string): Promise<Record<string, string[]>> {
  const changes = await changeInstants(world.manager, {
    workspaceId: world.workspaceId,
    accountIds,
    from: Date.parse(from),
    to: Date.parse(to),
  });
  return Object.fromEntries(
    [...changes].map(([id, instants]) => [id, instants.map((at) => new Date(at).toISOString().slice(0, 16))]),
  );
}

describe('the instants at which facts change', () => {
  it('are those of every kind of fact, in order, each once', async () => {
    const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T10:00:00Z`;
    const id = await world.account('ALL', {}, [
      { to_at: at(2) },
      { from_at: at(2), overdue: 1, outstanding: 1 },
    ]);
    const account_id = id;
    const invoice_id = await world.invoice(id, {}, [{ to_at: at(3) }, { from_at: at(3), past_due: true }]);
    await world.insert('invoice_states', { invoice_id, ...ALWAYS, from_at: at(4), status: 'open' });
    await world.insert('account_details', { account_id, ...ALWAYS, to_at: at(5) });
    await world.insert('account_tags', { account_id, tag: 'vip', from_at: at(6), to_at: at(7) });
    const attribute = { subject_id: id, account_id, name: 'segment', text_value: 'x' };
    await world.attribute('account', 'text', { ...attribute, from_at: at(8), to_at: at(9) });
    await world.subscription(id, { to_at: at(10), status: 'active' }, { from_at: at(10), status: 'paused' });
    await world.paymentMethod(id, { to_at: at(11) }, { from_at: at(11), status: 'removed' });
    await world.hold(id, { from_at: at(12), until_at: at(14), lifted_at: at(13) });
    await world.payment(
      id,
      {},
      { at: at(15), status: 'chargedBack', reversed_at: at(16) },
      { at: at(2), status: 'pending' },
    );
    const all = await changesOf([id], at(1), at(31));
    expect(all[id]).toEqual(Array.from({ length: 15 }, (_, index) => at(index + 2).slice(0, 16)));
    expect(await changesOf([id], at(2), at(3))).toEqual({ [id]: [at(3).slice(0, 16)] });
    expect(await changesOf([id], at(20), at(31))).toEqual({});
  });

  it('of facts with a date are the beginnings of that date in the zone of the account', async () => {
    const [berlin, tokyo] = [
      await world.account('BERLIN'),
      await world.account('TOKYO', { time_zone: 'Asia/Tokyo' }),
    ];
    for (const id of [berlin, tokyo]) {
      await world.subscription(id, { started_on: '2026-03-02', ended_on: '2026-03-05' });
      await world.paymentMethod(id, { expires_on: '2026-03-31' });
    }
    expect(await changesOf([berlin, tokyo], '2026-03-01T00:00:00Z', '2026-03-31T22:00:00Z')).toEqual({
      [berlin]: ['2026-03-01T23:00', '2026-03-04T23:00', '2026-03-31T22:00'],
      [tokyo]: ['2026-03-01T15:00', '2026-03-04T15:00', '2026-03-31T15:00'],
    });
    expect(await changesOf([berlin], '2026-03-04T23:00:00Z', '2026-03-31T21:59:59Z')).toEqual({});
  });

  it('are those of the accounts asked for', async () => {
    const other = await BillingWorld.create(database.dataSource.manager);
    const id = await other.account('OTHER', {}, [{ from_at: '2026-03-05T10:00:00Z' }]);
    expect(await changesOf([id], '2026-03-01T00:00:00Z', '2026-03-31T00:00:00Z')).toEqual({});
  });
});
