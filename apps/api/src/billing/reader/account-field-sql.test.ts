import type { FactValue } from '@dunwell/language';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/support/create-test-database.js';
import { ALWAYS, BillingWorld } from './billing-world.testing.js';

/** 00:00 of 10 March 2026 in Berlin. */
const TENTH = '2026-03-09T23:00:00Z';
const NOON = '2026-03-10T11:00:00Z';

let database: TestDatabase;
let world: BillingWorld;
let owing: string;
let bare: string;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await BillingWorld.create(database.dataSource.manager);
  bare = await world.account('BARE', { created_at: '2026-03-09T23:30:00Z' });
  owing = await world.account('OWING', { currency: 'USD' }, [
    { to_at: '2026-03-01T23:00:00Z', outstanding: 500, unapplied: 20 },
    {
      from_at: '2026-03-01T23:00:00Z',
      to_at: TENTH,
      outstanding: 900,
      overdue: 700,
      overdue_invoices: 2,
      oldest_due_on: '2026-02-20',
      opened_on: '2026-03-02',
      strict_since: '2026-03-05',
      last_payment_on: '2026-03-05',
    },
    { from_at: TENTH, last_payment_on: '2026-03-10' },
  ]);
  const details = { account_id: owing, name: 'Owing Ltd', country: 'DE' };
  await world.insert('account_details', { ...details, from_at: '-infinity', to_at: TENTH });
  await world.insert('account_details', {
    ...details,
    from_at: TENTH,
    to_at: 'infinity',
    email: 'owing@example.test',
    language: 'de',
    collection_status: 'inCollections',
    service_status: 'restricted',
  });
  await world.insert('account_tags', { account_id: owing, tag: 'vip', ...ALWAYS });
  await world.insert('account_tags', { account_id: owing, tag: 'late', from_at: TENTH, to_at: 'infinity' });
  await world.insert('account_tags', { account_id: owing, tag: 'new', from_at: '-infinity', to_at: TENTH });
  await addAttributes();
  await addSubscriptions();
  await addMethods();
  await addFailures();
  await world.hold(owing, { from_at: TENTH, until_at: '2026-03-12T23:00:00Z' });
  await world.hold(owing, { from_at: '2026-03-19T23:00:00Z', lifted_at: '2026-03-20T23:00:00Z' });
});

afterAll(() => database.drop());

async function addAttributes(): Promise<void> {
  const of = { subject_id: owing, account_id: owing };
  await world.attribute('account', 'text', { ...of, name: 'segment', text_value: 'smb', to_at: TENTH });
  await world.attribute('account', 'text', { ...of, name: 'segment', text_value: 'large', from_at: TENTH });
  await world.attribute('account', 'number', { ...of, name: 'seats', number_value: 2.5 });
  await world.attribute('account', 'boolean', { ...of, name: 'reseller', boolean_value: false });
  await world.attribute('account', 'date', { ...of, name: 'since', date_value: '2024-02-29' });
}

async function addSubscriptions(): Promise<void> {
  const renewing = { plan: 'pro', renews_on: '2026-04-01', collection_method: 'automatic' };
  await world.subscription(owing, renewing);
  await world.subscription(owing, {
    status: 'pastDue',
    plan: 'basic',
    ended_on: '2026-03-10',
    renews_on: '2026-03-12',
  });
  await world.subscription(owing, { status: 'trialing', plan: 'pro', started_on: '2026-03-11' });
  await world.subscription(owing, { status: 'paused', plan: 'paused', renews_on: '2026-03-11' });
}

async function addMethods(): Promise<void> {
  await world.paymentMethod(owing, { brand: 'Visa', expires_on: '2026-03-31' });
  await world.paymentMethod(owing, { expires_on: '2026-12-31', is_default: false, to_at: TENTH });
  await world.paymentMethod(owing, { type: 'bankDebit', is_default: false, status: 'blocked' });
}

async function addFailures(): Promise<void> {
  // 00:00 on 4 March is the first instant of the last 7 days up to the 10th.
  await world.payment(owing, {}, { at: '2026-03-03T22:59:59Z', status: 'failed', failure_code: 'old' });
  await world.payment(
    owing,
    {},
    { at: '2026-03-03T23:00:00Z', status: 'failed', failure_code: 'lost_card', failure_kind: 'hard' },
    { at: '2026-03-05T10:00:00Z', status: 'succeeded' },
  );
  await world.payment(owing, {}, { at: '2026-03-10T11:00:00Z', status: 'failed' });
}

const NONE = {};
const WEEK = { days: 7 };

/** field, params, at, value */
const OF_OWING: [string, Record<string, number>, string, FactValue][] = [
  ['pastDueStreakDays', NONE, '2026-03-01T22:59:59Z', null],
  ['pastDueStreakDays', NONE, '2026-03-01T23:00:00Z', 1],
  ['pastDueStreakDays', NONE, '2026-03-09T22:59:59Z', 8],
  ['pastDueStreakDays', NONE, TENTH, null],
  ['pastDueStreakDaysSincePayment', NONE, '2026-03-09T11:00:00Z', 5],
  ['pastDueStreakDaysSincePayment', NONE, NOON, null],
  ['oldestOverdueAgeDays', NONE, '2026-03-09T11:00:00Z', 17],
  ['oldestOverdueAgeDays', NONE, NOON, null],
  ['overdueBalance', NONE, '2026-03-09T11:00:00Z', 700],
  ['overdueBalance', NONE, NOON, 0],
  ['outstandingBalance', NONE, '2026-03-01T11:00:00Z', 500],
  ['outstandingBalance', NONE, '2026-03-09T11:00:00Z', 900],
  ['unappliedBalance', NONE, '2026-03-01T11:00:00Z', 20],
  ['unappliedBalance', NONE, NOON, 0],
  ['overdueInvoiceCount', NONE, '2026-03-09T11:00:00Z', 2],
  ['overdueInvoiceCount', NONE, NOON, 0],
  ['daysSinceLastPayment', NONE, '2026-03-01T11:00:00Z', null],
  ['daysSinceLastPayment', NONE, '2026-03-09T11:00:00Z', 4],
  ['daysSinceLastPayment', NONE, NOON, 0],
  ['activeSubscriptionCount', NONE, '2026-03-09T22:59:59Z', 2],
  ['activeSubscriptionCount', NONE, TENTH, 1],
  ['activeSubscriptionCount', NONE, '2026-03-10T23:00:00Z', 2],
  ['subscriptionPlans', NONE, '2026-03-09T11:00:00Z', ['basic', 'pro']],
  ['subscriptionPlans', NONE, '2026-03-11T11:00:00Z', ['pro']],
  ['subscriptionPlans', NONE, '2024-06-01T11:00:00Z', null],
  ['daysToRenewal', NONE, NOON, 22],
  ['daysToRenewal', NONE, '2026-04-01T10:00:00Z', 0],
  ['daysToRenewal', NONE, '2026-04-02T10:00:00Z', null],
  ['tags', NONE, '2026-03-09T22:59:59Z', ['new', 'vip']],
  ['tags', NONE, TENTH, ['late', 'vip']],
  ['country', NONE, NOON, 'DE'],
  ['currency', NONE, NOON, 'USD'],
  ['language', NONE, '2026-03-09T11:00:00Z', null],
  ['language', NONE, NOON, 'de'],
  ['hasEmail', NONE, '2026-03-09T22:59:59Z', false],
  ['hasEmail', NONE, TENTH, true],
  ['collectionStatus', NONE, '2026-03-09T11:00:00Z', 'none'],
  ['collectionStatus', NONE, NOON, 'inCollections'],
  ['serviceStatus', NONE, '2026-03-09T11:00:00Z', 'normal'],
  ['serviceStatus', NONE, NOON, 'restricted'],
  ['createdDaysAgo', NONE, NOON, 68],
  ['hasPaymentMethod', NONE, '2026-03-31T21:59:59Z', true],
  ['hasPaymentMethod', NONE, '2026-03-31T22:00:00Z', false],
  ['paysAutomatically', NONE, NOON, true],
  ['paysAutomatically', NONE, '2026-04-01T11:00:00Z', false],
  ['cardExpiresInDays', NONE, NOON, 21],
  ['cardExpiresInDays', NONE, '2026-03-31T11:00:00Z', 0],
  ['cardExpiresInDays', NONE, '2026-04-02T11:00:00Z', -2],
  ['failedPaymentsInLast', WEEK, '2026-03-10T10:59:59Z', 1],
  ['failedPaymentsInLast', WEEK, NOON, 2],
  ['failedPaymentsInLast', { days: 8 }, NOON, 3],
  ['failedPaymentsInLast', { days: 1 }, '2026-03-10T10:59:59Z', 0],
  ['lastPaymentFailureCode', NONE, '2026-03-01T11:00:00Z', null],
  ['lastPaymentFailureCode', NONE, '2026-03-09T11:00:00Z', 'lost_card'],
  ['lastPaymentFailureCode', NONE, NOON, null],
  ['lastPaymentFailureKind', NONE, '2026-03-09T11:00:00Z', 'hard'],
  ['lastPaymentFailureKind', NONE, NOON, null],
  ['onHold', NONE, '2026-03-09T22:59:59Z', false],
  ['onHold', NONE, TENTH, true],
  ['onHold', NONE, '2026-03-12T23:00:00Z', false],
  ['onHold', NONE, '2026-03-20T22:59:59Z', true],
  ['onHold', NONE, '2026-03-20T23:00:00Z', false],
  ['attributes.segment', NONE, '2026-03-09T22:59:59Z', 'smb'],
  ['attributes.segment', NONE, TENTH, 'large'],
  ['attributes.seats', NONE, NOON, 2.5],
  ['attributes.reseller', NONE, NOON, false],
  ['attributes.since', NONE, NOON, '2024-02-29'],
];

const OF_BARE: [string, FactValue][] = [
  ['pastDueStreakDays', null],
  ['pastDueStreakDaysSincePayment', null],
  ['oldestOverdueAgeDays', null],
  ['overdueBalance', 0],
  ['outstandingBalance', 0],
  ['unappliedBalance', 0],
  ['overdueInvoiceCount', 0],
  ['activeSubscriptionCount', 0],
  ['subscriptionPlans', null],
  ['tags', null],
  ['country', null],
  ['currency', 'EUR'],
  ['language', null],
  ['hasEmail', false],
  ['createdDaysAgo', 0],
  ['hasPaymentMethod', false],
  ['paysAutomatically', null],
  ['cardExpiresInDays', null],
  ['daysToRenewal', null],
  ['daysSinceLastPayment', null],
  ['failedPaymentsInLast', 0],
  ['lastPaymentFailureCode', null],
  ['lastPaymentFailureKind', null],
  ['onHold', false],
  ['promise', 'none'],
  ['brokenPromises', 0],
  ['collectionStatus', 'none'],
  ['serviceStatus', 'normal'],
  ['attributes.segment', null],
];

describe('facts about an account', () => {
  it.each(OF_OWING)('%s %j at %s is %j', async (name, params, at, expected) => {
    const field = { field: `account.${name}`, params };
    expect(await world.value('account', owing, at, field)).toEqual(expected);
  });

  it.each(OF_BARE)('%s of an account about which nothing is known is %j', async (name, expected) => {
    const field = { field: `account.${name}`, params: undefined };
    expect(await world.value('account', bare, NOON, field)).toEqual(expected);
  });

  it('does not know the age of an account before it was created', async () => {
    const field = { field: 'account.createdDaysAgo' };
    expect(await world.value('account', bare, '2026-03-09T22:00:00Z', field)).toBeNull();
  });
});

describe('how an account pays', () => {
  const paysAutomatically = (id: string) =>
    world.value('account', id, NOON, { field: 'account.paysAutomatically' });

  it('is said by the invoice issued last where no subscription says it', async () => {
    const account = await world.account('INVOICED');
    const say = async (issued_on: string, collection_method: string) => {
      const invoice_id = await world.invoice(account, { issued_on });
      await world.insert('invoice_states', { invoice_id, ...ALWAYS, status: 'open', collection_method });
    };
    await say('2026-03-01', 'manual');
    expect(await paysAutomatically(account)).toBe(false);
    await say('2026-03-02', 'automatic');
    expect(await paysAutomatically(account)).toBe(false);
    await world.paymentMethod(account, {});
    expect(await paysAutomatically(account)).toBe(true);
    await say('2026-03-11', 'manual');
    expect(await paysAutomatically(account)).toBe(true);
  });
});
