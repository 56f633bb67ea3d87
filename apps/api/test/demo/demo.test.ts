import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { checkDocument } from '@dunwell/language';
import { catalogueContext } from '../../src/automations/catalogue-context.js';
import { RUNNABLE } from '../../src/automations/runnable.js';
import { mailSink, type MailSink } from '../../src/connectors/email/mail-sink.testing.js';
import { factSource, momentAt, readSubjects } from '../../src/billing/billing-reader.js';
import { CALLS, CARDS, REMINDERS } from '../../src/demo/build/automations.js';
import { Demo } from '../../src/demo/demo.js';
import { startTestApp, type TestApp } from '../support/start-test-app.js';

// Six seconds on a machine that has nothing else to do.
jest.setTimeout(300_000);

const NOW = '2026-11-24T10:42:00Z';
const AT_THE_END = momentAt(Date.parse(NOW), 'Europe/Berlin');

let mail: MailSink;
let app: TestApp;
let demoId: string;
const said: string[] = [];

beforeAll(async () => {
  mail = await mailSink();
  app = await startTestApp({ now: NOW, config: { demo: true, smtpUrl: `smtp://127.0.0.1:${mail.port}` } });
  const demo = app.app.get(Demo);
  demoId = (await demo.prepare({ embedded: true, say: (line) => said.push(line) }))!;
});

afterAll(async () => {
  await app.close();
  await mail.close();
});

/** Rows of a statement about the demo ($1) as of its end ($2). */
const query = <Row>(sql: string): Promise<Row[]> =>
  app.dataSource.query<Row[]>(sql, sql.includes('$2') ? [demoId, NOW] : [demoId]);

async function count(sql: string): Promise<number> {
  const [row] = await query<{ count: number }>(`select count(*)::int as count from ${sql}`);
  return row!.count;
}

/** `name: count` of each group. */
async function counts(column: string, sql: string): Promise<Record<string, number>> {
  const rows = await query<{ name: string; count: number }>(
    `select ${column} as name, count(*)::int as count from ${sql} group by 1 order by 1`,
  );
  return Object.fromEntries(rows.map(({ name, count: found }) => [name, found]));
}

const PAST_DUE = `account_timeline t join accounts a using (workspace_id, account_id)
  where t.workspace_id = $1 and t.overdue > 0 and t.from_at <= $2 and t.to_at > $2`;

describe('the accounts of the demo', () => {
  it('are 3 000, in three currencies, three zones and four countries', async () => {
    expect(await count('accounts where workspace_id = $1')).toBe(3_000);
    const currencies = await counts('currency', 'accounts where workspace_id = $1');
    expect(Object.keys(currencies)).toEqual(['EUR', 'GBP', 'USD']);
    expect(Math.min(...Object.values(currencies))).toBeGreaterThan(300);
    expect(Object.keys(await counts('time_zone', 'account_zones where workspace_id = $1'))).toEqual([
      'America/New_York',
      'Europe/Berlin',
      'Europe/London',
    ]);
    expect(
      Object.keys(await counts('country', `account_details where workspace_id = $1 and to_at = 'infinity'`)),
    ).toEqual(['AT', 'DE', 'GB', 'US']);
  });

  it('owe past due in 8 to 10 of a hundred, in each currency and each bucket', async () => {
    const inAll = await count(PAST_DUE);
    expect(inAll).toBeGreaterThanOrEqual(240);
    expect(inAll).toBeLessThanOrEqual(300);
    expect(Object.keys(await counts('a.currency', PAST_DUE))).toEqual(['EUR', 'GBP', 'USD']);
    const ages = await query<{ age: number }>(
      `select '2026-11-24'::date - t.oldest_due_on as age from ${PAST_DUE}`,
    );
    const buckets = [1, 8, 15, 31, 61, 91].map(
      (from, at, all) => ages.filter(({ age }) => age >= from && age < (all[at + 1] ?? Infinity)).length,
    );
    expect(Math.min(...buckets)).toBeGreaterThanOrEqual(15);
    expect(buckets.reduce((sum, one) => sum + one)).toBe(inAll);
  });

  it('owe more past due than a year ago, and not the same each month', async () => {
    const months = await query<{ overdue: number }>(
      `select sum(t.overdue)::int as overdue
       from generate_series($2::timestamptz - interval '12 months', $2::timestamptz, interval '1 month') month
       join account_timeline t on t.workspace_id = $1 and t.from_at <= month and t.to_at > month
       join accounts a using (workspace_id, account_id)
       where a.currency = 'EUR' group by month order by month`,
    );
    const overdue = months.map((month) => month.overdue);
    expect(overdue).toHaveLength(13);
    expect(overdue.at(-1)).toBeGreaterThan(overdue[0]!);
    const falls = overdue.filter((one, at) => at > 0 && one < overdue[at - 1]!);
    expect(falls.length).toBeGreaterThanOrEqual(2);
  });

  it.each([
    [
      'partial payments',
      `invoice_timeline t join invoices i using (workspace_id, invoice_id) where t.workspace_id = $1 and t.status = 'open' and t.remaining between 1 and i.total - 1`,
      50,
    ],
    ['chargebacks', `payment_states where workspace_id = $1 and status = 'chargedBack'`, 10],
    ['refunds', `payment_states where workspace_id = $1 and status = 'refunded'`, 5],
    ['soft refusals', `payment_states where workspace_id = $1 and failure_kind = 'soft'`, 500],
    ['hard refusals', `payment_states where workspace_id = $1 and failure_kind = 'hard'`, 100],
    ['credits', 'credits where workspace_id = $1', 50],
    [
      'unapplied money',
      `account_timeline t where workspace_id = $1 and unapplied > 0 and from_at <= $2 and to_at > $2`,
      10,
    ],
    [
      'payments in flight',
      `payment_states s where workspace_id = $1 and status = 'pending' and not exists (select from payment_states n where n.workspace_id = $1 and n.payment_id = s.payment_id and n.at > s.at)`,
      5,
    ],
    [
      'invoices that are void',
      `invoice_timeline where workspace_id = $1 and status = 'void' and to_at = 'infinity'`,
      20,
    ],
    [
      'write-offs',
      `invoice_timeline where workspace_id = $1 and status = 'uncollectible' and to_at = 'infinity'`,
      20,
    ],
    ['very old debts', `${PAST_DUE} and t.oldest_due_on < '2026-08-01'`, 8],
    [
      'cards that expire in 30 days',
      `payment_method_states where workspace_id = $1 and to_at = 'infinity' and is_default and expires_on between '2026-11-24' and '2026-12-24'`,
      10,
    ],
    [
      'cards that expire in 31 to 60 days',
      `payment_method_states where workspace_id = $1 and to_at = 'infinity' and is_default and expires_on between '2026-12-25' and '2027-01-31'`,
      10,
    ],
    [
      'accounts without a payment method',
      `accounts a where workspace_id = $1 and not exists (select from payment_methods m where m.workspace_id = $1 and m.account_id = a.account_id)`,
      200,
    ],
    [
      'accounts without an email address',
      `account_details where workspace_id = $1 and to_at = 'infinity' and email is null`,
      30,
    ],
    [
      'plans that have ended',
      `subscription_states where workspace_id = $1 and to_at = 'infinity' and ended_on <= '2026-11-24'`,
      200,
    ],
    [
      'plans that will end',
      `subscription_states where workspace_id = $1 and to_at = 'infinity' and ended_on > '2026-11-24' and status <> 'cancelled'`,
      10,
    ],
    [
      'trials',
      `subscription_states where workspace_id = $1 and status = 'trialing' and to_at = 'infinity'`,
      5,
    ],
    [
      'plans that rest',
      `subscription_states where workspace_id = $1 and status = 'paused' and to_at = 'infinity'`,
      10,
    ],
    [
      'people who left and owe',
      `${PAST_DUE} and exists (select from subscription_states s where s.workspace_id = $1 and s.account_id = a.account_id and s.to_at = 'infinity' and s.ended_on <= '2026-11-24')`,
      5,
    ],
    [
      'invoices left out while they are contested',
      `holds where workspace_id = $1 and reason = 'dispute' and leave_out and until_at > $2`,
      1,
    ],
    ['courtesies in force', `holds where workspace_id = $1 and reason = 'courtesy' and until_at > $2`, 1],
  ])('have %s', async (_, sql, least) => {
    expect(await count(sql)).toBeGreaterThanOrEqual(least);
  });

  it('have promises that are open, kept and broken, and many that never gave one', async () => {
    const read = await readSubjects(app.dataSource.manager, {
      workspaceId: demoId,
      subject: 'account',
      moment: AT_THE_END,
      source: factSource({
        subject: 'account',
        moment: AT_THE_END,
        attributeTypes: { account: {}, invoice: {} },
      }),
      fields: [{ field: 'account.promise' }],
      limit: 5_000,
    });
    const states = read.map(({ values }) => String(values['account.promise']));
    expect([...new Set(states)].sort()).toEqual(['broken', 'kept', 'none', 'open']);
    for (const state of ['open', 'kept', 'broken'])
      expect(states.filter((one) => one === state).length).toBeGreaterThanOrEqual(5);
  });

  it('have one with a long history: a payment that ended nothing, a chargeback, a promise kept', async () => {
    const periods = await query<{ from: string; overdue: number; since: string | null; paid: string | null }>(
      `select (t.from_at at time zone 'Europe/Berlin')::date::text as from, t.overdue, t.opened_on as since,
         t.last_payment_on as paid
       from account_timeline t join accounts a using (workspace_id, account_id)
       where t.workspace_id = $1 and a.key = 'MB-1184' and t.from_at <= $2 order by t.from_at`,
    );
    expect(periods.at(-1)).toEqual({
      from: '2026-11-20',
      overdue: 16_000,
      since: '2026-11-11',
      paid: '2026-11-19',
    });
    // S4: what was paid on the 19th left something overdue, and the streak went on.
    expect(periods.find(({ from }) => from === '2026-11-19')).toMatchObject({
      overdue: 9_600,
      since: '2026-11-11',
    });
    // A chargeback makes an invoice of long ago overdue again, from that date on.
    expect(periods.find(({ from }) => from === '2026-10-20')).toMatchObject({
      overdue: 8_900,
      since: '2026-10-20',
    });
    const subjects = await query<{ subject: string; at: Date }>(
      `select m.subject, m.sent_at as at from messages m join accounts a using (workspace_id, account_id)
       where m.workspace_id = $1 and a.key = 'MB-1184'`,
    );
    expect(subjects).toEqual([{ subject: 'A reminder about €160.00', at: new Date('2026-11-24T08:01:00Z') }]);
  });
});

describe('the automations of the demo', () => {
  it('are one that is live, one that is paused and one that is a draft', async () => {
    expect(await counts(`name || ': ' || status`, 'automations where workspace_id = $1')).toEqual({
      [`${REMINDERS.name}: live`]: 1,
      [`${CALLS.name}: paused`]: 1,
      [`${CARDS.name}: draft`]: 1,
    });
  });

  it.each([REMINDERS, CALLS, CARDS].map((document) => [document.name, document] as const))(
    'may be published: %s',
    async (_, document) => {
      const context = await catalogueContext(app.dataSource.manager, demoId);
      expect(checkDocument(document, context, { mode: 'publish', runnable: RUNNABLE })).toEqual([]);
    },
  );

  it('have a month of evaluations: every date in every zone once, without an error (S10)', async () => {
    const evaluations = await query<{
      zone: string;
      dates: number;
      first: string;
      last: string;
      errors: number;
    }>(
      `select e.time_zone as zone, count(*)::int as dates, min(e.business_date)::text as first,
         max(e.business_date)::text as last, sum(e.errors + e.disagreements)::int as errors
       from evaluations e join automations a using (workspace_id, automation_id)
       where e.workspace_id = $1 and e.kind = 'scheduled' and e.status = 'done' and a.status = 'live'
       group by 1 order by 1`,
    );
    const month = { dates: 30, first: '2026-10-26', last: '2026-11-24', errors: 0 };
    // New York’s ninth hour of the last date has not come yet.
    expect(evaluations).toEqual([
      { ...month, zone: 'America/New_York', dates: 29, last: '2026-11-23' },
      { ...month, zone: 'Europe/Berlin' },
      { ...month, zone: 'Europe/London' },
    ]);
    expect(await counts('status', 'evaluations where workspace_id = $1')).toEqual({
      done: expect.any(Number),
    });
  });

  it('acted on the dates on which they decided, not all at once today', async () => {
    const days = await query<{ day: string }>(
      `select distinct sent_at::date::text as day from messages where workspace_id = $1`,
    );
    expect(days.length).toBeGreaterThanOrEqual(25);
    const late = await count(
      `journeys where workspace_id = $1 and (entered_at at time zone time_zone)::date <> business_date`,
    );
    expect(late).toBe(0);
  });

  it.each([
    ['messages', 'messages where workspace_id = $1', 100],
    ['tasks that are done', `tasks where workspace_id = $1 and status = 'done'`, 20],
    [
      'tasks that are open',
      `tasks where workspace_id = $1 and status = 'open' and due_on >= '2026-11-24'`,
      2,
    ],
    [
      'tasks that are overdue',
      `tasks where workspace_id = $1 and status = 'open' and due_on < '2026-11-24'`,
      2,
    ],
    [
      'reminders that wait for the end of a hold',
      `deliveries where workspace_id = $1 and held_because = 'accountHold'`,
      3,
    ],
    ['matches that were missed', `matches where workspace_id = $1 and missed_because = 'lateData'`, 2],
    [
      'deliveries that lack an address',
      `deliveries where workspace_id = $1 and status = 'needsAttention' and problem_code = 'noEmailAddress'`,
      3,
    ],
    ['a message that may have arrived', `deliveries where workspace_id = $1 and status = 'uncertain'`, 1],
    [
      'journeys that ended because somebody paid',
      `journeys where workspace_id = $1 and status = 'exited'`,
      3,
    ],
    ['backlog that was left alone', `matches where workspace_id = $1 and outcome = 'skipped'`, 3],
  ])('left %s', async (_, sql, least) => {
    expect(await count(sql)).toBeGreaterThanOrEqual(least);
  });

  it('leave nothing due that could be delivered', async () => {
    expect(
      await count(
        `deliveries where workspace_id = $1 and status in ('due', 'claimed', 'sending') and due_at <= $2`,
      ),
    ).toBe(0);
  });
});

describe('the demo', () => {
  it('is a workspace of its own: the real one is empty, and the key is to that', async () => {
    const { body } = await app.http.get('/api/v1/accounts').expect(200);
    expect(body.items).toEqual([]);
    expect((await app.http.get('/api/v1/workspace').expect(200)).body.name).toBe('My company');
  });

  it('tells the console what it does', () => {
    expect(said[0]).toContain('Preparing the demo workspace');
    expect(said.at(-1)).toMatch(/ready after [\d.]+ seconds: “Alder Row Studios \(demo\)”/);
  });

  it('never moved the installation’s clock (S1)', async () => {
    const rows = await app.dataSource.query('select * from clock');
    expect(rows).toEqual([{ only_row: true, business_now: new Date(NOW) }]);
  });

  it('sends nothing by mail, now or on the days to come', async () => {
    const before = await count('messages where workspace_id = $1');
    await app.http.put('/api/v1/clock?drain=true').send({ now: '2026-11-25T15:00:00Z' }).expect(200);
    expect(await count('messages where workspace_id = $1')).toBeGreaterThan(before);
    expect(await counts('transport', 'messages where workspace_id = $1')).toEqual({
      outbox: expect.any(Number),
    });
    expect(mail.received).toBe(0);
  });
});
