import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyTogether, copyAccount, placeHold } from '../src/billing/billing-what-if.js';
import { openAccounts, writeQuiet, writeRestless } from '../src/demo/build/write-history.js';
import { tellStory } from '../src/demo/story/story.js';
import { createTestDatabase, type TestDatabase } from './support/create-test-database.js';
import { World } from './support/world.js';

/** Eighteen months of a generated business, the holds of its people included. */
const STORY = { seed: 20_260_402, accounts: 60, now: Date.parse('2026-04-01T10:00:00Z') };
const BEGINNING = '2024-01-01T00:00:00Z';

/** Dates all over the time of which something was said. */
const DATES = `generate_series('2024-10-01'::timestamptz, '2026-05-01'::timestamptz, '10 days') as asked (at)`;

/** By account, what is known of it in the workspace $1, without ids. */
const WHAT_IS_KNOWN: Readonly<Record<string, string>> = {
  'balances and streaks': `
    select a.key, t.from_at, t.to_at, t.outstanding, t.overdue, t.unapplied, t.overdue_invoices, t.oldest_due_on,
      t.opened_on, t.strict_since, t.last_payment_on
    from account_timeline t join accounts a using (workspace_id, account_id)
    where workspace_id = $1 order by a.key, t.from_at`,
  invoices: `
    select i.number, i.issued_on, i.due_on, i.total, t.from_at, t.to_at, t.status, t.left_out, t.remaining, t.opened_on
    from invoice_timeline t join invoices i using (workspace_id, invoice_id)
    where workspace_id = $1 order by i.number, t.from_at`,
  payments: `
    select p.reference, p.amount, p.automatic, s.at, s.status, s.failure_code, s.failure_kind, s.reversed_at
    from payment_states s join payments p using (workspace_id, payment_id)
    where workspace_id = $1 order by p.reference, s.at`,
  subscriptions: `
    select u.key, asked.at, s.status, s.plan, s.collection_method, s.started_on, s.ended_on, s.renews_on, s.trial_ends_on
    from ${DATES}
    join subscription_states s on s.workspace_id = $1 and s.from_at <= asked.at and s.to_at > asked.at
    join subscriptions u using (workspace_id, subscription_id) order by u.key, asked.at`,
  'payment methods': `
    select m.key, asked.at, s.type, s.brand, s.expires_on, s.status, s.is_default
    from ${DATES}
    join payment_method_states s on s.workspace_id = $1 and s.from_at <= asked.at and s.to_at > asked.at
    join payment_methods m using (workspace_id, payment_method_id) order by m.key, asked.at`,
  details: `
    select a.key, asked.at, d.name, d.email, d.country, d.language, d.payment_url, d.collection_status, d.service_status
    from ${DATES}
    join account_details d on d.workspace_id = $1 and d.from_at <= asked.at and d.to_at > asked.at
    join accounts a using (workspace_id, account_id) order by a.key, asked.at`,
  tags: `
    select a.key, t.tag, t.from_at, t.to_at from account_tags t join accounts a using (workspace_id, account_id)
    where workspace_id = $1 order by a.key, t.tag, t.from_at`,
  attributes: `
    select a.key, p.subject, p.name, p.from_at, p.to_at, p.text_value, p.number_value, p.boolean_value, p.date_value
    from attribute_periods p join accounts a using (workspace_id, account_id)
    where workspace_id = $1 order by a.key, p.subject, p.name, p.from_at`,
  holds: `
    select a.key, i.number, h.reason, h.leave_out, h.from_at, h.promised_amount
    from holds h join accounts a using (workspace_id, account_id)
    left join invoices i on i.workspace_id = h.workspace_id and i.invoice_id = h.invoice_id
    where h.workspace_id = $1 order by a.key, h.from_at`,
};

describe('an account copied as rows', () => {
  let database: TestDatabase;
  let from: World;
  let to: World;

  beforeAll(async () => {
    database = await createTestDatabase();
    const { dataSource } = database;
    const home = { now: BEGINNING, timeZone: 'Europe/Berlin' };
    from = await World.create(dataSource, home);
    to = await World.create(dataSource, home);
    const { workspaceId } = from;
    const story = tellStory(STORY);
    await openAccounts(dataSource, workspaceId, story);
    await writeQuiet(dataSource, workspaceId, story);
    await writeRestless(dataSource, workspaceId, { story, until: STORY.now });
    await tellOddHistory(from);
    await copyAll(database, from, to);
  }, 120_000);
  afterAll(() => database.drop());

  it.each(Object.keys(WHAT_IS_KNOWN))('comes to the same %s (S23)', async (what) => {
    const original = await known(database, from, what);
    expect(original.length).toBeGreaterThan(0);
    expect(await known(database, to, what)).toEqual(original);
  });
});

/** What the generated business leaves out: reversals, write-offs, voids, drafts, failures, a change of everything. */
async function tellOddHistory(world: World): Promise<void> {
  const odd = world.account('ODD', { name: 'Before', attributes: { segment: 'gold', score: 1 } });
  odd
    .owes('100.00', { number: 'ODD-1' })
    .since('2026-01-10')
    .pays('100.00', { reference: 'ODD-P1', status: 'chargedBack', reversedAt: '2026-01-20' })
    .on('2026-01-15')
    .pays('40.00', { reference: 'ODD-P2', status: 'refunded' })
    .on('2026-01-22');
  odd.owes('50.00', { number: 'ODD-2', status: 'draft' }).since('2026-01-05');
  odd.owes('60.00', { number: 'ODD-3', paidOn: '2026-02-02' }).since('2026-01-06');
  odd.owes('70.00', { number: 'ODD-4' }).since('2026-01-07');
  odd.owes('80.00', { number: 'ODD-5' }).since('2026-01-08');
  odd.pays('5.00', { reference: 'ODD-P3', status: 'pending' }).for('ODD-4', '2026-01-09');
  odd
    .subscribes('gold', { renewsOn: '2026-05-01' })
    .hasCard('2026-06')
    .isTagged('vip', { from: '2026-01-02' });
  await world.save();
  world.at('2026-02-01T08:00:00Z');
  odd
    .pays('5.00', {
      reference: 'ODD-P3',
      status: 'failed',
      failureCode: 'card_declined',
      failureKind: 'soft',
    })
    .for('ODD-4', '2026-01-11');
  odd.owes('50.00', { number: 'ODD-2', status: 'open', effectiveAt: '2026-01-25' }).since('2026-01-05');
  odd.owes('70.00', { number: 'ODD-4', status: 'uncollectible' }).since('2026-01-07');
  odd.owes('80.00', { number: 'ODD-5', status: 'void' }).since('2026-01-08');
  odd.subscribes('gold', { status: 'paused', plan: 'silver', renewsOn: null });
  odd.hasCard('2028-06', { status: 'blocked' }).isTagged('vip', { from: '2026-01-02', to: '2026-01-30' });
  world.account('ODD', {
    name: 'After',
    email: 'after@example.com',
    attributes: { segment: 'silver', score: null },
  });
  await world.save();
}

async function copyAll({ dataSource }: TestDatabase, from: World, to: World): Promise<void> {
  const accounts = await dataSource.query<{ account_id: string; key: string; currency: string }[]>(
    'select account_id, key, currency from accounts where workspace_id = $1 order by key',
    [from.workspaceId],
  );
  // Nothing of a copy depends on when it is applied.
  const context = { workspaceId: to.workspaceId, now: new Date('2026-03-03T03:03:03Z') };
  await dataSource.transaction(async (manager) => {
    for (const { account_id: accountId, key, currency } of accounts) {
      const copied = await copyAccount(manager, { workspaceId: from.workspaceId, accountId, key, currency });
      const { holds = [], ...rows } = copied;
      const refused = await applyTogether(manager, context, rows);
      if (refused.length > 0) throw new Error(`${key}: ${JSON.stringify(refused)}`);
      for (const input of holds) await placeHold(manager, context, { input, author: 'test' });
    }
  });
}

function known({ dataSource }: TestDatabase, { workspaceId }: World, what: string): Promise<unknown[]> {
  return dataSource.query<unknown[]>(WHAT_IS_KNOWN[what]!, [workspaceId]);
}
