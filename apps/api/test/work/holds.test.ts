import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Hold, HoldCounts, HoldInput, Page } from '@dunwell/contract';
import { startTestApp, type TestApp } from '../support/start-test-app.js';
import { World } from '../support/world.js';

const GIVEN = '2026-03-05T11:00:00Z';
const AFTER = '2026-03-12T08:00:00Z';

let app: TestApp;

/** Accounts in Berlin that owe 300.00 since 1 March; promises of 100.00 until the 10th are given on the 5th. */
beforeAll(async () => {
  app = await startTestApp({ now: '2026-03-01T08:00:00Z' });
  const world = World.in(app.dataSource, app.workspaceId, '2026-03-01T08:00:00Z');
  for (const key of ['kept', 'cleared', 'broken', 'late', 'lifted', 'disputed', 'spared'])
    world
      .account(key, { name: `Customer ${key}`, timeZone: 'Europe/Berlin' })
      .owes('300.00', { number: `${key}-1` })
      .since('2026-03-01');
  await world.save();
  await app.clock.set(GIVEN);
  for (const account of ['kept', 'cleared', 'broken', 'late', 'lifted'])
    await place({ account, reason: 'promiseToPay', until: '2026-03-10', promisedAmount: 10_000 });
  await place({ account: 'disputed', reason: 'dispute', invoice: 'disputed-1', note: 'Never delivered' });
  await place({ account: 'spared', reason: 'courtesy', until: '2026-03-06' });
  await place({ account: 'spared', reason: 'courtesy', from: '2026-04-01', until: '2026-04-03' });
  world.at('2026-03-08T09:00:00Z');
  world.account('kept').pays('60.00').for('kept-1', '2026-03-06').pays('40.00').for('kept-1', '2026-03-08');
  world.account('cleared').pays('300.00').for('cleared-1', '2026-03-07');
  world.account('broken').pays('99.99').for('broken-1', '2026-03-08');
  world.account('late').pays('100.00').for('late-1', '2026-03-11');
  await app.clock.set('2026-03-08T09:00:00Z');
  await world.save();
  const [lifted] = await list('account=lifted');
  await app.http.post(`/api/v1/holds/${lifted!.id}/lift`).expect(200);
  await app.clock.set(AFTER);
});
afterAll(() => app.close());

async function place(hold: HoldInput): Promise<Hold> {
  const response = await app.http.post('/api/v1/holds').send(hold);
  if (response.status !== 201) throw new Error(response.text);
  return response.body as Hold;
}

async function list(query: string): Promise<Hold[]> {
  const { body } = await app.http.get(`/api/v1/holds?${query}`).expect(200);
  return (body as Page<Hold>).items;
}

const accounts = async (query: string): Promise<string[]> =>
  (await list(`${query}&limit=200`)).map(({ account }) => account).sort();

describe('a promise to pay is found out by itself', () => {
  it.each([
    ['kept', 'kept', 10_000, 20_000],
    ['cleared', 'kept', 30_000, 0],
    ['broken', 'broken', 9_999, 20_001],
    ['late', 'broken', 0, 20_000],
    ['lifted', 'takenBack', 0, 30_000],
  ])('%s: %s', async (account, promise, paidSince, overdue) => {
    expect(await list(`account=${account}`)).toMatchObject([
      {
        accountName: `Customer ${account}`,
        currency: 'EUR',
        overdue,
        state: 'ended',
        promise,
        promisedAmount: 10_000,
        paidSince,
        until: '2026-03-10T23:00:00.000Z',
        lastDate: '2026-03-10',
      },
    ]);
  });

  it('is open until its end, whatever is still owed', async () => {
    const { id } = await place({ account: 'late', reason: 'promiseToPay', until: '2026-03-12' });
    expect(await list('state=open')).toMatchObject([{ id, state: 'active', promisedAmount: null }]);
    await app.http.post(`/api/v1/holds/${id}/lift`).expect(200);
    expect(await list('state=open')).toEqual([]);
  });
});

describe('the list of holds', () => {
  it.each([
    ['reason=dispute', ['disputed']],
    ['state=kept', ['cleared', 'kept']],
    ['state=broken', ['broken', 'late']],
    ['state=active', ['disputed']],
    ['state=scheduled', ['spared']],
    ['state=ended&reason=courtesy', ['spared']],
    ['open=true', ['disputed', 'spared']],
    ['state=takenBack&account=lifted', ['lifted']],
    ['account=nobody', []],
  ])('?%s', async (query, expected) => {
    expect(await accounts(query)).toEqual(expected);
  });

  it('pages, the newest first', async () => {
    const first = (await app.http.get('/api/v1/holds?limit=3').expect(200)).body as Page<Hold>;
    const rest = await list(`limit=200&cursor=${first.nextCursor}`);
    const all = await list('limit=200');
    expect([...first.items, ...rest].map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(all.map(({ id }) => id)).toEqual(
      all
        .map(({ id }) => id)
        .sort()
        .reverse(),
    );
  });

  it('is counted under each filter as it lists', async () => {
    const { body } = await app.http.get('/api/v1/holds/counts').expect(200);
    const counts = body as HoldCounts;
    const listed = async (query: string) => (await accounts(query)).length;
    for (const [state, count] of Object.entries({ ...counts.states, ...counts.promises }))
      expect([state, count]).toEqual([state, await listed(`state=${state}`)]);
    for (const [reason, count] of Object.entries(counts.activeByReason))
      expect([reason, count]).toEqual([reason, await listed(`state=active&reason=${reason}`)]);
  });
});

describe('holds need their end where nobody would know without it', () => {
  it.each<[string, HoldInput, string]>([
    ['a promise without a date', { account: 'late', reason: 'promiseToPay' }, 'until'],
    ['a courtesy without a date', { account: 'late', reason: 'courtesy', until: null }, 'until'],
    [
      'an amount that nobody promised',
      { account: 'late', reason: 'dispute', promisedAmount: 1 },
      'promisedAmount',
    ],
  ])('refuses %s', async (_, hold, path) => {
    const { body } = await app.http.post('/api/v1/holds').send(hold).expect(400);
    expect(body.problems).toMatchObject([{ path }]);
  });

  it('extends a courtesy, but not for ever', async () => {
    const { id } = await place({ account: 'late', reason: 'courtesy', until: '2026-03-15' });
    const change = (until: string | null) => app.http.patch(`/api/v1/holds/${id}`).send({ until });
    expect((await change('2026-03-20').expect(200)).body).toMatchObject({ lastDate: '2026-03-20' });
    await change(null).expect(400);
    await app.http.post(`/api/v1/holds/${id}/lift`).expect(200);
    await change('2026-03-25').expect(409);
  });
});
