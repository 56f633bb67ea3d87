import type { FactValue, Subject } from '@dunwell/language';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/support/create-test-database.js';
import { ALWAYS, BillingWorld } from './billing-world.testing.js';

const DUE = '2026-03-15T23:00:00Z';
const PAID = '2026-03-20T11:00:00Z';
const STREAK = '00000000-0000-7000-8000-00000000000a';

let database: TestDatabase;
let world: BillingWorld;
let account: string;
const ids: Record<string, string> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  world = await BillingWorld.create(database.dataSource.manager);
  account = await world.account('A', {}, [
    { to_at: DUE },
    { from_at: DUE, overdue: 10_000, outstanding: 10_000, overdue_invoices: 1, opened_on: '2026-03-10' },
  ]);
  await addInvoices();
  await addSubscriptions();
  ids.card = await world.paymentMethod(account, { brand: 'Visa', expires_on: '2026-03-31' });
  ids.debit = await world.paymentMethod(
    account,
    { type: 'bankDebit', is_default: false, from_at: '2026-03-01T11:00:00Z', to_at: '2026-03-10T11:00:00Z' },
    { type: 'bankDebit', is_default: true, status: 'removed', from_at: '2026-03-10T11:00:00Z' },
  );
});
afterAll(() => database.drop());

async function addInvoices(): Promise<void> {
  ids.invoice = await world.invoice(account, {}, [
    { to_at: '2026-02-28T23:00:00Z', status: 'scheduled' },
    { from_at: '2026-02-28T23:00:00Z', to_at: DUE },
    {
      from_at: DUE,
      to_at: PAID,
      past_due: true,
      remaining: 6_000,
      streak_id: STREAK,
      opened_on: '2026-03-16',
    },
    { from_at: PAID, status: 'paid', remaining: 0 },
  ]);
  const ofInvoice = { subject_id: ids.invoice, account_id: account };
  await world.attribute('invoice', 'text', { ...ofInvoice, name: 'project', text_value: 'X', to_at: DUE });
  const invoice_id = ids.invoice;
  await world.insert('invoice_states', { invoice_id, ...ALWAYS, status: 'open', to_at: DUE });
  await world.insert('invoice_states', {
    invoice_id,
    ...ALWAYS,
    from_at: DUE,
    status: 'open',
    collection_method: 'automatic',
  });
  await world.hold(account, { invoice_id, reason: 'dispute', from_at: DUE, until_at: PAID });
  await world.hold(account, { invoice_id, reason: 'courtesy', from_at: PAID });
  await world.payment(
    account,
    { invoice_id },
    { at: DUE, status: 'failed', failure_code: 'first' },
    { at: '2026-03-18T11:00:00Z', status: 'failed', failure_code: 'second' },
    { at: PAID, status: 'succeeded' },
  );
  ids.other = await world.invoice(account, {}, [{ left_out: true }]);
  await world.payment(account, { invoice_id: ids.other }, { at: DUE, status: 'failed' });
}

async function addSubscriptions(): Promise<void> {
  ids.ending = await world.subscription(account, {
    started_on: '2026-03-01',
    ended_on: '2026-03-20',
    renews_on: '2026-04-01',
    plan: 'pro',
    collection_method: 'manual',
  });
  ids.trial = await world.subscription(
    account,
    { to_at: DUE, status: 'trialing', trial_ends_on: '2026-03-16', renews_on: '2026-03-16' },
    { from_at: DUE, status: 'active', trial_ends_on: '2026-03-16', renews_on: '2026-04-16' },
  );
  ids.paused = await world.subscription(account, { status: 'paused', renews_on: '2026-04-01' });
}

/** subject, which, field, at, value */
const CASES: [Subject, string, string, string, FactValue][] = [
  ['invoice', 'invoice', 'daysPastDue', '2026-03-15T22:59:59Z', null],
  ['invoice', 'invoice', 'daysPastDue', DUE, 1],
  ['invoice', 'invoice', 'daysPastDue', '2026-03-19T11:00:00Z', 4],
  ['invoice', 'invoice', 'daysPastDue', PAID, null],
  ['invoice', 'invoice', 'daysUntilDue', '2026-02-20T11:00:00Z', null],
  ['invoice', 'invoice', 'daysUntilDue', '2026-03-12T11:00:00Z', 3],
  ['invoice', 'invoice', 'daysUntilDue', '2026-03-15T22:59:59Z', 0],
  ['invoice', 'invoice', 'daysUntilDue', DUE, null],
  ['invoice', 'other', 'daysUntilDue', '2026-03-12T11:00:00Z', null],
  ['invoice', 'invoice', 'pastDueStreakDays', '2026-03-12T11:00:00Z', null],
  ['invoice', 'invoice', 'pastDueStreakDays', '2026-03-19T11:00:00Z', 4],
  ['invoice', 'invoice', 'remaining', '2026-03-12T11:00:00Z', 10_000],
  ['invoice', 'invoice', 'remaining', DUE, 6_000],
  ['invoice', 'invoice', 'remaining', PAID, 0],
  ['invoice', 'invoice', 'total', PAID, 10_000],
  ['invoice', 'invoice', 'status', '2026-02-20T11:00:00Z', 'scheduled'],
  ['invoice', 'invoice', 'status', '2026-03-12T11:00:00Z', 'open'],
  ['invoice', 'invoice', 'status', PAID, 'paid'],
  ['invoice', 'invoice', 'disputed', '2026-03-15T22:59:59Z', false],
  ['invoice', 'invoice', 'disputed', DUE, true],
  ['invoice', 'invoice', 'disputed', PAID, false],
  ['invoice', 'other', 'disputed', DUE, false],
  ['invoice', 'invoice', 'failedAttempts', '2026-03-15T22:59:59Z', 0],
  ['invoice', 'invoice', 'failedAttempts', DUE, 1],
  ['invoice', 'invoice', 'failedAttempts', PAID, 2],
  ['invoice', 'other', 'failedAttempts', PAID, 1],
  ['invoice', 'invoice', 'lastFailureCode', '2026-03-15T22:59:59Z', null],
  ['invoice', 'invoice', 'lastFailureCode', DUE, 'first'],
  ['invoice', 'invoice', 'lastFailureCode', PAID, 'second'],
  ['invoice', 'other', 'lastFailureCode', PAID, null],
  ['invoice', 'invoice', 'collectionMethod', '2026-03-12T11:00:00Z', null],
  ['invoice', 'invoice', 'collectionMethod', DUE, 'automatic'],
  ['invoice', 'invoice', 'attributes.project', '2026-03-12T11:00:00Z', 'X'],
  ['invoice', 'invoice', 'attributes.project', DUE, null],
  ['subscription', 'ending', 'status', '2026-02-28T22:59:59Z', null],
  ['subscription', 'ending', 'status', '2026-02-28T23:00:00Z', 'active'],
  ['subscription', 'ending', 'status', '2026-03-19T22:59:59Z', 'active'],
  ['subscription', 'ending', 'status', '2026-03-19T23:00:00Z', 'ended'],
  ['subscription', 'ending', 'plan', '2026-02-20T11:00:00Z', null],
  ['subscription', 'ending', 'plan', '2026-03-12T11:00:00Z', 'pro'],
  ['subscription', 'ending', 'endsInDays', '2026-02-20T11:00:00Z', null],
  ['subscription', 'ending', 'endsInDays', '2026-03-12T11:00:00Z', 8],
  ['subscription', 'ending', 'endsInDays', '2026-03-20T11:00:00Z', null],
  ['subscription', 'trial', 'endsInDays', '2026-03-12T11:00:00Z', null],
  ['subscription', 'ending', 'renewsInDays', '2026-03-12T11:00:00Z', null],
  ['subscription', 'trial', 'renewsInDays', '2026-03-12T11:00:00Z', 4],
  ['subscription', 'trial', 'renewsInDays', '2026-04-16T11:00:00Z', 0],
  ['subscription', 'trial', 'renewsInDays', '2026-04-17T11:00:00Z', null],
  ['subscription', 'paused', 'renewsInDays', '2026-03-12T11:00:00Z', null],
  ['subscription', 'trial', 'trialEndsInDays', '2026-03-12T11:00:00Z', 4],
  ['subscription', 'trial', 'trialEndsInDays', DUE, null],
  ['subscription', 'ending', 'trialEndsInDays', '2026-03-12T11:00:00Z', null],
  ['subscription', 'ending', 'collectionMethod', '2026-03-12T11:00:00Z', 'manual'],
  ['subscription', 'trial', 'collectionMethod', '2026-03-12T11:00:00Z', null],
  ['paymentMethod', 'card', 'expiresInDays', '2026-03-12T11:00:00Z', 19],
  ['paymentMethod', 'card', 'expiresInDays', '2026-04-01T11:00:00Z', -1],
  ['paymentMethod', 'debit', 'expiresInDays', '2026-03-12T11:00:00Z', null],
  ['paymentMethod', 'card', 'type', '2026-03-12T11:00:00Z', 'card'],
  ['paymentMethod', 'debit', 'type', '2026-02-12T11:00:00Z', null],
  ['paymentMethod', 'card', 'brand', '2026-03-12T11:00:00Z', 'Visa'],
  ['paymentMethod', 'debit', 'brand', '2026-03-12T11:00:00Z', null],
  ['paymentMethod', 'card', 'status', '2026-03-31T21:59:59Z', 'active'],
  ['paymentMethod', 'card', 'status', '2026-03-31T22:00:00Z', 'expired'],
  ['paymentMethod', 'debit', 'status', '2026-03-09T11:00:00Z', 'active'],
  ['paymentMethod', 'debit', 'status', '2026-03-12T11:00:00Z', 'removed'],
  ['paymentMethod', 'debit', 'isDefault', '2026-03-09T11:00:00Z', false],
  ['paymentMethod', 'debit', 'isDefault', '2026-03-12T11:00:00Z', true],
];

describe('facts about other subjects', () => {
  it.each(CASES)('%s %s: %s at %s is %j', async (subject, which, name, at, expected) => {
    expect(await world.value(subject, ids[which]!, at, { field: `${subject}.${name}` })).toEqual(expected);
  });

  it.each<[Subject, string]>([
    ['invoice', 'invoice'],
    ['subscription', 'trial'],
    ['paymentMethod', 'card'],
  ])('a rule about a %s asks its account at the same instant', async (subject, which) => {
    const field = { field: 'account.pastDueStreakDays' };
    expect(await world.value(subject, ids[which]!, '2026-03-15T22:59:59Z', field)).toBeNull();
    expect(await world.value(subject, ids[which]!, DUE, field)).toBe(7);
  });

  it('are refused in a rule about an account', async () => {
    for (const field of [
      'invoice.total',
      'subscription.plan',
      'invoice.attributes.project',
      'account.unknown',
    ])
      await expect(world.value('account', account, DUE, { field })).rejects.toThrow(field);
  });
});

describe('the episode', () => {
  it.each<[Subject, string, string, object]>([
    ['invoice', 'invoice', DUE, { streakId: STREAK }],
    ['invoice', 'invoice', PAID, {}],
    ['subscription', 'ending', DUE, { termEndsOn: '2026-03-20' }],
    ['subscription', 'trial', '2026-03-12T11:00:00Z', { termEndsOn: '2026-03-16' }],
    ['subscription', 'trial', DUE, { termEndsOn: '2026-04-16' }],
    ['paymentMethod', 'card', DUE, { expiresOn: '2026-03-31' }],
  ])('of a %s (%s) at %s is %j', async (subject, which, at, expected) => {
    const [read] = await world.read(subject, at, [], { subjectIds: [ids[which]!] });
    const none = { streakId: null, strictSince: null, termEndsOn: null, expiresOn: null };
    expect(read?.episode).toEqual({ ...none, ...expected });
  });
});

describe('subjects that do not exist yet', () => {
  it('are only read when they are asked for by id', async () => {
    const before = '2026-02-20T11:00:00Z';
    const found = async (subject: Subject, at: string) =>
      (await world.read(subject, at, [], { accountIds: [account] })).map(({ subjectId }) => subjectId);
    expect(await found('subscription', before)).not.toContain(ids.ending);
    expect(await found('subscription', DUE)).toContain(ids.ending);
    expect(await found('paymentMethod', before)).toEqual([ids.card]);
    expect(await found('paymentMethod', DUE)).toEqual([ids.card, ids.debit]);
    const [byId] = await world.read('subscription', before, [], { subjectIds: [ids.ending!] });
    expect(byId?.subjectId).toBe(ids.ending);
  });
});
