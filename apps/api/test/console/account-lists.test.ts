import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccountQuery, AccountTotals, ListedAccount } from '@dunwell/contract';
import { parse } from 'csv-parse/sync';
import { startTestApp, type TestApp } from '../support/start-test-app.js';
import { World } from '../support/world.js';
import { walkList } from './walk-list.testing.js';

/** In Kiritimati it is the 11th already. */
const NOW = '2026-03-10T11:30:00Z';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ now: NOW });
  const world = World.in(app.dataSource, app.workspaceId, NOW);
  world
    .account('MB-1', { name: 'Ana Élan', email: 'ana@one.example', country: 'DE' })
    .owes('50.00')
    .since('2026-03-06')
    .subscribes('Studio')
    .hasCard('2026-03')
    .isTagged('founder');
  world
    .account('MB-2', {
      name: '=cmd',
      email: 'bob@two.example',
      country: 'US',
      timeZone: 'Pacific/Kiritimati',
    })
    .owes('120.00')
    .since('2026-03-06')
    .pays('20.00')
    .on('2026-03-08T10:00:00Z')
    .pays('100.00', { status: 'failed', failureCode: 'expired_card' })
    .on('2026-02-10T12:00:00Z')
    .pays('100.00', { status: 'failed', failureCode: 'expired_card' })
    .on('2026-03-01T12:00:00Z')
    .subscribes('Studio Plus', { endedOn: '2026-03-11' })
    .hasCard('2027-01', { status: 'expired' });
  world
    .account('MB-3', { name: 'Carl 100%_', currency: 'JPY' })
    .owes('5000')
    .since('2026-02-01')
    .isTagged('evening', { to: '2026-03-01' })
    .hasCard('2026-04');
  world
    .account('MB-4', { name: 'Dora', email: 'dora@four.example' })
    .owes('10.00')
    .dueOn('2026-03-20')
    .subscribes('Studio')
    .isTagged('founder');
  world
    .account('MB-5', { name: 'Emil' })
    .owes('30.00')
    .since('2026-02-01')
    .pays('30.00')
    .on('2026-03-10T09:00:00Z');
  world
    .account('MB-6', { name: 'Finn' })
    .owes('70.00')
    .since('2026-03-10')
    .pays('15.00', { status: 'pending' })
    .on('2026-03-09T10:00:00Z');
  await world.save();
  for (const hold of [
    { account: 'MB-1', reason: 'promiseToPay', until: '2026-03-20', promisedAmount: 5_000 },
    { account: 'MB-3', reason: 'dispute' },
    { account: 'MB-2', invoice: 'MB-2-2', reason: 'dispute' },
  ]) {
    const response = await app.http.post('/api/v1/holds').send(hold);
    if (response.status !== 201) throw new Error(response.text);
  }
});

afterAll(() => app.close());

const list = (query: AccountQuery, limit = 2) =>
  walkList<ListedAccount>(app.http, { path: '/accounts', query }, { limit });

const keys = async (query: AccountQuery, limit?: number): Promise<string> =>
  (await list(query, limit)).map(({ account }) => account.replace('MB-', '')).join(' ');

describe('accounts', () => {
  it.each<[string, AccountQuery, string]>([
    ['all, by key', {}, '1 2 3 4 5 6'],
    ['past due, largest first', { pastDue: true }, '2 6 1 3'],
    ['not past due', { pastDue: false }, '4 5'],
    ['that owe anything', { outstanding: true }, '1 2 3 4 6'],
    ['of a currency', { currency: 'JPY' }, '3'],
    ['that owe at least', { pastDue: true, currency: 'EUR', overdueMin: 7_000 }, '2 6'],
    ['that owe at most', { pastDue: true, currency: 'EUR', overdueMax: 7_000 }, '6 1'],
    ['on day 6 in their own zone (S21)', { streakDaysMin: 6, streakDaysMax: 6 }, '2'],
    ['on day 5 in their own zone', { streakDaysMin: 5, streakDaysMax: 5 }, '1'],
    ['from day 6 on', { streakDaysMin: 6 }, '2 3'],
    ['up to day 5', { streakDaysMax: 5 }, '1 6'],
    ['with a tag', { tag: 'founder' }, '1 4'],
    ['with a tag that has ended', { tag: 'evening' }, ''],
    ['with a plan', { plan: 'Studio' }, '1 4'],
    ['with a plan that ended in their zone today', { plan: 'Studio Plus' }, ''],
    ['of a country', { country: 'US' }, '2'],
    ['on hold themselves', { onHold: true }, '1 3'],
    ['not on hold', { onHold: false }, '2 4 5 6'],
    ['with an open promise', { promise: 'open' }, '1'],
    ['with a broken promise', { promise: 'broken' }, ''],
    ['with a failed payment in 30 dates of their own', { failedPayments: 1 }, '2'],
    ['with two failed payments', { failedPayments: 2 }, '2'],
    ['without a payment method', { noPaymentMethod: true }, '2 4 5 6'],
    ['with a payment method', { noPaymentMethod: false }, '1 3'],
    ['whose card expires this month', { cardExpiresInDays: 21 }, '1'],
    ['whose card expires next month', { cardExpiresInDays: 51 }, '1 3'],
    ['that became past due on a date', { enteredPastDueOn: '2026-03-06' }, '1 2'],
    ['that ceased to be on a date', { leftPastDueOn: '2026-03-10' }, '5'],
    ['found by a part of their name, whatever its case', { q: 'élan' }, '1'],
    ['found by their key', { q: 'mb-4' }, '4'],
    ['found by their address', { q: '@two.' }, '2'],
    ['found by a tag', { q: 'found' }, '1 4'],
    ['not found by a tag that has ended', { q: 'even' }, ''],
    ['found by the beginning of a word', { q: 'él' }, '1'],
    ['not found by two letters inside a word', { q: 'la' }, ''],
    ['found by signs that mean something in a pattern', { q: '0%_' }, '3'],
    ['found by no such sign', { q: '%%%' }, ''],
    ['of two conditions', { tag: 'founder', pastDue: true }, '1'],
    ['by name', { sort: 'name' }, '2 1 3 4 5 6'],
    ['longest streak first', { pastDue: true, sort: 'streakDays' }, '3 1 2 6'],
    ['by debt, those without one last', { sort: 'overdue' }, '2 6 1 3 4 5'],
  ])('%s', async (_, query, expected) => {
    expect(await keys(query)).toBe(expected);
    const { body } = await app.http
      .get('/api/v1/accounts/totals')
      .query({ ...query, sort: undefined })
      .expect(200);
    expect((body as AccountTotals).accounts).toBe(expected === '' ? 0 : expected.split(' ').length);
  });

  it('are the same page by page as at once, in every order', async () => {
    for (const sort of ['key', 'name', 'overdue', 'streakDays'] as const) {
      expect(await keys({ sort }, 1)).toBe(await keys({ sort }, 200));
    }
  });

  it('carry what stands under their names', async () => {
    const [first, second, third] = await list({ q: 'MB-', sort: 'key' });
    expect(first).toMatchObject({
      account: 'MB-1',
      name: 'Ana Élan',
      today: '2026-03-10',
      country: 'DE',
      tags: ['founder'],
      plans: ['Studio'],
      streak: { day: 5, openedOn: '2026-03-06' },
      hold: { reason: 'promiseToPay', leaveOut: false, until: '2026-03-20' },
      promise: { state: 'open', amount: 5_000, until: '2026-03-20' },
      paymentInFlight: null,
      lastMessage: null,
      nextTask: null,
      paidAfterContact: null,
    });
    expect(first).not.toHaveProperty('ribbon');
    expect(second).toMatchObject({ today: '2026-03-11', streak: { day: 6 }, hold: null, plans: [] });
    expect(third).toMatchObject({ hold: { reason: 'dispute', until: null }, tags: [], plans: [] });
    const [finn] = await list({ q: 'Finn' });
    expect(finn).toMatchObject({ paymentInFlight: { since: '2026-03-09T10:00:00.000Z', amount: 1_500 } });
  });

  it('carry the dates on which they were past due, if asked to', async () => {
    const ribbons = (await list({ include: 'ribbon', q: 'MB-' })).map(({ ribbon }) => ribbon);
    expect(ribbons.slice(0, 2)).toEqual([
      { from: '2025-11-11', to: '2026-03-10', runs: [{ from: '2026-03-06', to: '2026-03-10', day: 1 }] },
      { from: '2025-11-12', to: '2026-03-11', runs: [{ from: '2026-03-06', to: '2026-03-11', day: 1 }] },
    ]);
    expect(ribbons[4]?.runs).toEqual([{ from: '2026-02-01', to: '2026-03-10', day: 1 }]);
  });

  it('add up by currency', async () => {
    const { body } = await app.http.get('/api/v1/accounts/totals').expect(200);
    expect(body).toEqual({
      accounts: 6,
      currencies: [
        {
          currency: 'EUR',
          accounts: 5,
          pastDue: 3,
          overdue: 22_000,
          outstanding: 23_000,
          paidAfterContact: null,
        },
        {
          currency: 'JPY',
          accounts: 1,
          pastDue: 1,
          overdue: 5_000,
          outstanding: 5_000,
          paidAfterContact: null,
        },
      ],
    });
  });

  it.each([
    ['an amount without a currency', { overdueMin: 1 }, 'overdueMin', 'needsOther'],
    ['money after no contact', { paidWithin: 7 }, 'paidWithin', 'needsOther'],
    ['a field nobody knows', { plans: 'Studio' }, 'plans', 'unknownProperty'],
    ['a date that does not exist', { enteredPastDueOn: '2026-02-30' }, 'enteredPastDueOn', 'calendarDate'],
    ['an order nobody knows', { sort: 'debt' }, 'sort', 'oneOf'],
  ])('refuse %s (S18)', async (_, query, path, code) => {
    for (const place of ['', '/export']) {
      const { body } = await app.http.get(`/api/v1/accounts${place}`).query(query).expect(400);
      expect(body.problems).toMatchObject([{ path, code }]);
    }
  });

  it('refuse a cursor of another order', async () => {
    const { body } = await app.http.get('/api/v1/accounts?limit=1').expect(200);
    const { nextCursor: cursor } = body as { nextCursor: string };
    await app.http.get('/api/v1/accounts').query({ cursor, sort: 'name' }).expect(400);
    await app.http.get('/api/v1/accounts').query({ cursor, sort: 'overdue' }).expect(400);
  });
});

describe('the export', () => {
  it('holds the accounts of a filter in its order, amounts in major units, and no formulas', async () => {
    const response = await app.http.get('/api/v1/accounts/export?pastDue=true').expect(200);
    expect(response.headers['content-type']).toMatch('text/csv');
    expect(response.headers['content-disposition']).toBe('attachment; filename=accounts.csv');
    const rows = parse(response.text, { columns: true });
    expect(rows).toMatchObject([
      { account: 'MB-2', name: "'=cmd", overdue: '100.00', streakDays: '6', pastDueSince: '2026-03-06' },
      { account: 'MB-6', name: 'Finn', overdue: '70.00', hold: '' },
      {
        account: 'MB-1',
        name: 'Ana Élan',
        currency: 'EUR',
        tags: 'founder',
        holdUntil: '2026-03-20',
        promise: 'open',
      },
      { account: 'MB-3', currency: 'JPY', overdue: '5000', hold: 'dispute', holdUntil: '' },
    ]);
  });

  it('is all of them where nothing is asked for', async () => {
    const { text } = await app.http.get('/api/v1/accounts/export').expect(200);
    expect(parse(text, { columns: true })).toHaveLength(6);
  });
});
