import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccountPage, AccountRibbon, AccountWhyNot, MovementCause } from '@dunwell/contract';
import type { AutomationDocument } from '@dunwell/language';
import { exampleDocument } from '../support/receivables.js';
import { startTestApp, type TestApp } from '../support/start-test-app.js';
import { World } from '../support/world.js';

const PUBLISHED = '2026-11-20T12:00:00Z';
/** 10:42 in Berlin. */
const NOW = '2026-11-24T09:42:00Z';
const KEY = 'MB-1184';

/** Before the month is over the card has to be another one. */
const CARD_EXPIRES: AutomationDocument = {
  ...exampleDocument('past-due-14-30.json'),
  name: 'Card expires',
  entry: {
    when: { field: 'account.cardExpiresInDays', operator: 'equals', value: 30 },
    reentry: { kind: 'once' },
  },
  exit: [],
  first: 'note',
  steps: {
    note: {
      kind: 'action',
      label: 'Card note',
      action: { kind: 'emailCustomer', subject: 'Your card', body: 'Hello {{ account.name }}' },
      next: null,
    },
  },
};

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ now: PUBLISHED });
  const world = World.in(app.dataSource, app.workspaceId, PUBLISHED);
  tellMarta(world);
  world.account('QUIET', { timeZone: 'Pacific/Kiritimati' });
  await world.save();
  for (const document of [exampleDocument('past-due-14-30.json'), CARD_EXPIRES]) {
    const { body } = await app.http.post('/api/v1/automations').send({ document }).expect(201);
    await app.http.post(`/api/v1/automations/${body.id}/publish`).send({ backlog: 'skip' }).expect(200);
  }
  await app.http.put('/api/v1/clock?drain=true').send({ now: NOW }).expect(200);
}, 60_000);

afterAll(() => app.close());

/** Marta, as the picture of an account has her. */
function tellMarta(world: World): void {
  world
    .account(KEY, {
      name: 'Marta Lindqvist',
      email: 'marta@lindqvist.example',
      timeZone: 'Europe/Berlin',
      language: 'en',
      paymentUrl: 'https://pay.example.com/marta',
    })
    .subscribes('Studio Plus')
    .hasCard('2027-01', { brand: 'visa' })
    .isTagged('evening')
    .owes('89.00', { number: 'INV-10900' })
    .dueOn('2026-10-01')
    .pays('89.00', { reference: 'P-1', status: 'chargedBack', reversedAt: '2026-10-20' })
    .on('2026-10-01')
    .pays('89.00', { reference: 'P-2' })
    .on('2026-10-30T10:00:00+01:00')
    .owes('89.00', { number: 'INV-11102' })
    .since('2026-11-11')
    .pays('89.00', { reference: 'P-3' })
    .on('2026-11-19T10:00:00+01:00')
    .owes('96.00', { number: 'INV-11140' })
    .dueOn('2026-11-13')
    .owes('64.00', { number: 'INV-11207' })
    .dueOn('2026-11-20')
    .owes('89.00', { number: 'INV-11311' })
    .dueOn('2026-12-01');
}

const page = async (key: string): Promise<AccountPage> =>
  (await app.http.get(`/api/v1/accounts/${key}/page`).expect(200)).body as AccountPage;

const ribbon = async (key: string, dates: object = {}): Promise<AccountRibbon> =>
  (await app.http.get(`/api/v1/accounts/${key}/ribbon`).query(dates).expect(200)).body as AccountRibbon;

describe('the page of an account', () => {
  it('says how it stands, by its own clock', async () => {
    const { account, localTime, dayCounts, lastPayment } = await page(KEY);
    expect(account).toMatchObject({
      account: KEY,
      name: 'Marta Lindqvist',
      today: '2026-11-24',
      tags: ['evening'],
      balances: { overdue: 16_000, outstanding: 24_900, overdueInvoices: 2 },
    });
    expect(localTime).toBe('2026-11-24T10:42');
    // S4, S5 and S6: three counts of the same debt.
    expect(dayCounts).toEqual({
      streak: { days: 14, since: '2026-11-11' },
      sincePayment: { days: 6, since: '2026-11-19' },
      oldestInvoice: { days: 11, since: '2026-11-13' },
    });
    expect(lastPayment).toMatchObject({
      reference: 'P-3',
      amount: 8_900,
      date: '2026-11-19',
      automatic: false,
    });
  });

  it('holds what it owes, the earliest due first, and counts the rest', async () => {
    const { invoices, subscriptions, paymentMethods } = await page(KEY);
    expect(
      invoices.open.map(({ number, daysPastDue, remaining }) => [number, daysPastDue, remaining]),
    ).toEqual([
      ['INV-11140', 11, 9_600],
      ['INV-11207', 4, 6_400],
      ['INV-11311', null, 8_900],
    ]);
    expect(invoices).toMatchObject({ openCount: 3, paidCount: 2, voidCount: 0, writtenOffCount: 0 });
    expect(subscriptions).toEqual([expect.objectContaining({ plan: 'Studio Plus', status: 'active' })]);
    expect(paymentMethods).toEqual([expect.objectContaining({ brand: 'visa', expiresOn: '2027-01-31' })]);
    expect(subscriptions[0]).not.toHaveProperty('account');
  });

  it('is calm where nothing is owed', async () => {
    expect(await page('QUIET')).toMatchObject({
      localTime: '2026-11-24T23:42',
      dayCounts: { streak: null, sincePayment: null, oldestInvoice: null },
      promises: { latest: null, kept: 0, broken: 0 },
      invoices: { open: [], openCount: 0, paidCount: 0 },
      lastPayment: null,
      holds: [],
    });
  });

  it('knows nobody of another workspace', async () => {
    const stranger = await app.stranger();
    for (const part of ['page', 'ribbon', 'why-not', 'history']) {
      await stranger.get(`/api/v1/accounts/${KEY}/${part}`).expect(404);
    }
  });
});

describe('the ribbon', () => {
  it('has a year of dates behind today and a month ahead, each with its day of the streak', async () => {
    const { today, from, to, days } = await ribbon(KEY);
    expect([from, today, to]).toEqual(['2025-11-24', '2026-11-24', '2026-12-24']);
    expect(days).toHaveLength(396);
    const on = (date: string) => days.find((day) => day.date === date);
    expect(on('2026-10-20')).toEqual({ date: '2026-10-20', streakDay: 1, overdue: 8_900 });
    // It was paid on that date, which is the last day of the streak.
    expect(on('2026-10-30')).toEqual({ date: '2026-10-30', streakDay: 11, overdue: 0 });
    expect(on('2026-10-31')).toEqual({ date: '2026-10-31', streakDay: null, overdue: 0 });
    expect(on('2026-11-19')).toEqual({ date: '2026-11-19', streakDay: 9, overdue: 9_600 });
    expect(on('2026-11-24')).toEqual({ date: '2026-11-24', streakDay: 14, overdue: 16_000 });
    expect(on('2026-12-02')).toEqual({ date: '2026-12-02', streakDay: 22, overdue: 24_900 });
  });

  it('says what opened, lowered and ended it, and what comes if nothing changes', async () => {
    const { movements } = await ribbon(KEY, { from: '2026-10-15', to: '2026-12-15' });
    const cause = (one: MovementCause): string =>
      'invoice' in one
        ? `${one.kind} ${one.invoice}`
        : `${one.kind} ${one.reference} of ${one.invoices.join()}`;
    expect(
      movements.map(
        ({ date, effect, before, after, streakDay, ifNothingChanges, causes }) =>
          `${date} ${effect} day ${streakDay} ${before} > ${after}${ifNothingChanges ? '?' : ''}: ${causes.map(cause).join()}`,
      ),
    ).toEqual([
      '2026-10-20 opens day 1 0 > 8900: chargeback P-1 of INV-10900',
      '2026-10-30 ends day 11 8900 > 0: payment P-2 of INV-10900',
      '2026-11-11 opens day 1 0 > 8900: invoicePastDue INV-11102',
      '2026-11-14 raises day 4 8900 > 18500: invoicePastDue INV-11140',
      '2026-11-19 lowers day 9 18500 > 9600: payment P-3 of INV-11102',
      '2026-11-21 raises day 11 9600 > 16000: invoicePastDue INV-11207',
      '2026-12-02 raises day 22 16000 > 24900?: invoicePastDue INV-11311',
    ]);
  });

  it('says what Dunwell did, and what it will do if nothing changes', async () => {
    const { done, planned, automations, sentence } = await ribbon(KEY);
    expect(done).toMatchObject([
      { date: '2026-11-24', step: 'Friendly reminder', kind: 'emailCustomer', status: 'done' },
    ]);
    expect(planned.map(({ date, step, kind, journeyId }) => [date, step, kind, journeyId])).toEqual([
      ['2026-12-10', 'Firm reminder', 'emailCustomer', null],
      ['2026-12-10', 'Call the member', 'createTask', null],
    ]);
    expect(automations).toMatchObject([
      {
        automation: 'Card expires',
        underWay: false,
        enteredOn: null,
        nextEntryOn: null,
        next: null,
        problem: null,
      },
      { enteredOn: '2026-11-24', nextEntryOn: '2026-12-10', next: { step: 'Firm reminder' }, problem: null },
    ]);
    expect(sentence).toBe(
      'Past due 14 days in a row since 11 November 2026. €89.00 paid on 19 November did not reset it. Next: Firm reminder on 10 December.',
    );
  });

  it('looks as far ahead as it is asked to', async () => {
    const { planned } = await ribbon(KEY, { from: '2026-11-24', to: '2027-01-05' });
    expect(planned.map(({ date, step }) => `${date} ${step}`)).toEqual([
      '2026-12-10 Firm reminder',
      '2026-12-10 Call the member',
      '2027-01-01 Card note',
    ]);
  });

  it('has the balances of a chart, from instant to instant', async () => {
    const { balances } = await ribbon(KEY, { from: '2026-11-19', to: '2026-11-21' });
    expect(balances).toEqual([
      { from: '2026-11-18T23:00:00.000Z', outstanding: 33_800, overdue: 18_500 },
      { from: '2026-11-19T09:00:00.000Z', outstanding: 24_900, overdue: 9_600 },
      { from: '2026-11-20T23:00:00.000Z', outstanding: 24_900, overdue: 16_000 },
    ]);
  });

  it('shows holds by their dates, and holds back what is planned until they end (S14)', async () => {
    const { body: hold } = await app.http
      .post('/api/v1/holds')
      .send({ account: KEY, reason: 'promiseToPay', until: '2026-12-12', promisedAmount: 16_000 })
      .expect(201);
    const { holds, planned } = await ribbon(KEY);
    expect(holds).toMatchObject([
      { reason: 'promiseToPay', from: '2026-11-24', until: '2026-12-12', invoice: null },
    ]);
    expect(planned.map(({ date, step, heldBack }) => [date, step, heldBack])).toEqual([
      ['2026-12-13', 'Firm reminder', 'accountHold'],
      ['2026-12-13', 'Call the member', null],
    ]);
    expect(await page(KEY)).toMatchObject({
      promises: { latest: { state: 'open', amount: 16_000, until: '2026-12-12' }, kept: 0, broken: 0 },
      holds: [{ reason: 'promiseToPay', from: '2026-11-24', until: '2026-12-12', promisedAmount: 16_000 }],
    });
    await app.http.post(`/api/v1/holds/${hold.id}/lift`).expect(200);
    expect((await ribbon(KEY)).planned[0]).toMatchObject({ date: '2026-12-10', heldBack: null });
  });

  it.each([
    ['more dates than it can show', { from: '2024-01-01' }, 'from', 'tooMany'],
    ['the wrong way round', { from: '2026-12-01', to: '2026-11-01' }, 'to', 'backwards'],
    ['further ahead than can be told', { from: '2026-11-24', to: '2028-01-01' }, 'to', 'tooFarAhead'],
  ])('refuses %s', async (_, dates, path, code) => {
    const { body } = await app.http.get(`/api/v1/accounts/${KEY}/ribbon`).query(dates).expect(400);
    expect(body.problems).toMatchObject([{ path, code }]);
  });

  it('writes nothing (S19)', async () => {
    const count = async () =>
      app.dataSource.query<object[]>(
        `select (select count(*) from deliveries) as d, (select count(*) from journeys) as j, (select count(*) from entry_keys) as k`,
      );
    const before = await count();
    await ribbon(KEY);
    await app.http.get(`/api/v1/accounts/${KEY}/why-not`).expect(200);
    expect(await count()).toEqual(before);
  });
});

describe('why not', () => {
  it('is answered for every live automation, with the date on which it will', async () => {
    const { body } = await app.http.get(`/api/v1/accounts/${KEY}/why-not`).expect(200);
    const { account, automations } = body as AccountWhyNot;
    expect(account).toBe(KEY);
    expect(automations).toMatchObject([
      {
        automation: { name: 'Card expires' },
        version: 1,
        entered: [],
        problem: null,
        subjects: [
          {
            verdict: 'entryFails',
            failing: [{ field: 'account.cardExpiresInDays', actual: 68 }],
            firstDate: '2027-01-01',
          },
        ],
      },
      {
        entered: [{ date: '2026-11-24' }],
        subjects: [
          { verdict: 'enteredBefore', enteredBefore: { date: '2026-11-24' }, firstDate: '2026-12-10' },
        ],
      },
    ]);
    // The same as for one alone.
    for (const { automation, subjects } of automations) {
      const { body: alone } = await app.http.get(
        `/api/v1/automations/${automation.id}/why-not?account=${KEY}`,
      );
      expect(alone.subjects).toEqual(subjects);
    }
  });
});
