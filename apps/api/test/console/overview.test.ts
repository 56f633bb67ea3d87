import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Delivery, ListedAccount, ListedInvoice, MissedMatch, Overview } from '@dunwell/contract';
import { addDays } from '@dunwell/engine';
import { generatedBusiness, NOW, type GeneratedBusiness } from './generated-business.testing.js';
import { behind, sumsOf } from './walk-list.testing.js';

let business: GeneratedBusiness;
let overview: Overview;

beforeAll(async () => {
  business = await generatedBusiness();
  overview = (await business.app.http.get('/api/v1/overview').expect(200)).body as Overview;
}, 120_000);

afterAll(() => business.app.close());

/** SQL of the test's own, over the workspace ($1) and now ($2), and a date where it is about one ($3). */
const query = <Row>(text: string, ...more: unknown[]): Promise<Row[]> =>
  business.app.dataSource.query<Row[]>(text, [business.app.workspaceId, NOW, ...more]);

const accountsBehind = (list: Parameters<typeof behind>[1]) => behind<ListedAccount>(business.app.http, list);

interface Owed {
  currency: string;
  overdue: number;
  past_due: number;
  outstanding: number;
  owing: number;
}

/** What each account owes, from its timeline, as the sum of nothing else. */
const OWED = `
  select a.currency, sum(t.overdue)::int as overdue, count(*) filter (where t.overdue > 0)::int as past_due,
    sum(t.outstanding)::int as outstanding, count(*) filter (where t.outstanding > 0)::int as owing
  from accounts a join account_timeline t using (workspace_id, account_id)
  where workspace_id = $1 and t.from_at <= $2 and t.to_at > $2 group by a.currency order by a.currency`;

describe('what is owed now', () => {
  it('is as of business now and the workspace’s date', () => {
    expect(overview).toMatchObject({
      asOf: new Date(NOW).toISOString(),
      today: '2026-03-10',
      timeZone: 'UTC',
      currencies: ['EUR', 'JPY', 'USD'],
    });
  });

  it('is the sum of the balances and of the list behind it, to the cent', async () => {
    const owed = await query<Owed>(OWED);
    expect(owed.every(({ overdue, outstanding }) => overdue > 0 && outstanding > overdue)).toBe(true);
    for (const [index, { currency, overdue, past_due, outstanding, owing }] of owed.entries()) {
      const figures = [overview.overdue[index]!, overview.outstanding[index]!];
      expect(figures).toMatchObject([
        { currency, amount: overdue, accounts: past_due },
        { currency, amount: outstanding, accounts: owing },
      ]);
      const [overdueList, outstandingList] = [
        await accountsBehind(figures[0]!.list),
        await accountsBehind(figures[1]!.list),
      ];
      expect(overdueList).toHaveLength(past_due);
      expect(outstandingList).toHaveLength(owing);
      expect(sumsOf(overdueList, (one) => ({ ...one, amount: one.balances.overdue }))).toEqual({
        [currency]: overdue,
      });
      expect(sumsOf(outstandingList, (one) => ({ ...one, amount: one.balances.outstanding }))).toEqual({
        [currency]: outstanding,
      });
    }
  });

  it('counts the accounts past due of all currencies', async () => {
    const owed = await query<Owed>(OWED);
    const { count, list } = overview.pastDue.accounts;
    expect(count).toBe(owed.reduce((sum, { past_due }) => sum + past_due, 0));
    expect(await accountsBehind(list)).toHaveLength(count);
  });
});

describe('the ageing', () => {
  interface Aged {
    currency: string;
    days: number;
    remaining: number;
    account_id: string;
  }
  /** S2 read literally, each account on its own date. */
  const AGED = `
    select a.currency, ($2::timestamptz at time zone z.time_zone)::date - i.due_on as days, t.remaining, i.account_id
    from invoices i join accounts a using (workspace_id, account_id) join account_zones z using (workspace_id, account_id)
    join invoice_timeline t using (workspace_id, invoice_id)
    where workspace_id = $1 and t.from_at <= $2 and t.to_at > $2 and t.status = 'open' and not t.left_out
      and t.remaining > 0 and ($2::timestamptz at time zone z.time_zone)::date > i.due_on`;

  it('adds up what remains of past due invoices, bucket by bucket, and so does each list', async () => {
    const aged = await query<Aged>(AGED);
    expect(new Set(aged.map(({ days }) => days)).size).toBeGreaterThan(20);
    for (const { currency, buckets } of overview.ageing) {
      for (const { from, to, amount, invoices, accounts, list } of buckets) {
        const own = aged.filter(
          (one) => one.currency === currency && one.days >= from && one.days <= (to ?? Infinity),
        );
        const expected = {
          amount: own.reduce((sum, { remaining }) => sum + remaining, 0),
          invoices: own.length,
          accounts: new Set(own.map(({ account_id }) => account_id)).size,
        };
        expect({ currency, from, amount, invoices, accounts }).toEqual({ currency, from, ...expected });
        const listed = await behind<ListedInvoice>(business.app.http, list);
        expect(listed).toHaveLength(invoices);
        expect(listed.reduce((sum, { remaining }) => sum + remaining, 0)).toBe(amount);
        expect(
          listed.every(({ daysPastDue }) => daysPastDue! >= from && daysPastDue! <= (to ?? Infinity)),
        ).toBe(true);
      }
    }
  });

  it('leads to the overdue balances: less unapplied money, which lowers no invoice (S3)', async () => {
    const unapplied = await query<{ currency: string; amount: number }>(
      `select currency, sum(least(owed, unapplied))::int as amount
       from (
         select a.currency, t.unapplied, (
           select coalesce(sum(s.remaining), 0) from invoice_timeline s
           where s.workspace_id = a.workspace_id and s.account_id = a.account_id and s.past_due
             and s.from_at <= $2 and s.to_at > $2
         ) as owed
         from accounts a join account_timeline t using (workspace_id, account_id)
         where workspace_id = $1 and t.from_at <= $2 and t.to_at > $2
       ) x group by currency order by currency`,
    );
    expect(unapplied.some(({ amount }) => amount > 0)).toBe(true);
    expect(
      overview.ageing.map(({ currency, lessUnapplied }) => ({ currency, amount: lessUnapplied })),
    ).toEqual(unapplied);
    for (const { currency, buckets, lessUnapplied, overdue } of overview.ageing) {
      expect(buckets.reduce((sum, { amount }) => sum + amount, 0) - lessUnapplied).toBe(overdue);
      expect(overview.overdue.find((figure) => figure.currency === currency)?.amount).toBe(overdue);
    }
  });
});

describe('the trend', () => {
  it('is what was overdue when each date of the workspace ended, and now at the last', async () => {
    const points = await query<{ currency: string; date: string; amount: number }>(
      `select a.currency, d::date::text as date, sum(t.overdue)::int as amount
       from account_timeline t
       join accounts a using (workspace_id, account_id)
       join generate_series(date '2025-03-11', date '2026-03-10', interval '1 day') d
         on t.from_at <= least($2, (d + interval '1 day') at time zone 'UTC')
         and t.to_at > least($2, (d + interval '1 day') at time zone 'UTC')
       where workspace_id = $1 and t.overdue > 0
       group by a.currency, d`,
    );
    const amountOn = (currency: string, date: string): number =>
      points.find((point) => point.currency === currency && point.date === date)?.amount ?? 0;
    const dates = Array.from({ length: 365 }, (_, day) => addDays('2025-03-11', day));
    const { from, to, series } = overview.trend;
    expect([from, to]).toEqual(['2025-03-11', '2026-03-10']);
    for (const { currency, amounts } of series) {
      expect(amounts).toEqual(dates.map((date) => amountOn(currency, date)));
      expect(amounts.at(-1)).toBe(overview.overdue.find((figure) => figure.currency === currency)?.amount);
      expect(new Set(amounts).size).toBeGreaterThan(10);
    }
  });
});

describe('into and out of past due', () => {
  /** From one period of the timeline to the next, dated in the zone of each account. */
  const MOVED = `
    select kind, ($2::timestamptz - $2::timestamptz + at at time zone zone)::date::text as date, count(distinct account_id)::int as count
    from (
      select t.account_id, z.time_zone as zone, t.from_at as at,
        case when t.streak_id is not null then 'entered' else 'left' end as kind,
        t.streak_id is distinct from lag(t.streak_id) over (partition by t.account_id order by t.from_at) as moved,
        lag(t.streak_id) over (partition by t.account_id order by t.from_at) as before, t.streak_id
      from account_timeline t join account_zones z using (workspace_id, account_id)
      where workspace_id = $1 and t.from_at <= $2
    ) x
    where moved and (streak_id is null or before is null)
    group by 1, 2`.replace('$2::timestamptz - $2::timestamptz + at', 'at');

  it('counts accounts by dates of their own, and the lists hold just those', async () => {
    const moved = await query<{ kind: string; date: string; count: number }>(MOVED);
    const countOf = (kind: string, date: string) =>
      moved.find((one) => one.kind === kind && one.date === date)?.count ?? 0;
    const { days } = overview.movements;
    expect([days[0]!.date, days.at(-1)!.date, days.length]).toEqual(['2026-02-09', '2026-03-10', 30]);
    expect(days.map(({ date, entered, left }) => [date, entered.count, left.count])).toEqual(
      days.map(({ date }) => [date, countOf('entered', date), countOf('left', date)]),
    );
    expect(overview.movements.entered).toBeGreaterThan(20);
    expect(overview.movements.left).toBeGreaterThan(10);
    for (const { entered, left } of days.slice(-12)) {
      expect(await accountsBehind(entered.list)).toHaveLength(entered.count);
      expect(await accountsBehind(left.list)).toHaveLength(left.count);
    }
    const { enteredToday, leftToday } = overview.pastDue;
    expect([enteredToday, leftToday]).toEqual([days.at(-1)!.entered, days.at(-1)!.left]);
  });
});

describe('what automations did today', () => {
  it('counts the effects of the date, and the lists hold just those', async () => {
    expect(overview.automations.map(({ name }) => name)).toEqual(['Reminders', 'Third day']);
    for (const { id, status, done, lastRun } of overview.automations) {
      expect([status, lastRun?.date]).toEqual(['live', '2026-03-10']);
      const expected = await query<{ kind: string; count: number }>(
        `select kind, count(*)::int as count from deliveries
         where workspace_id = $1 and automation_id = $3 and status = 'done'
           and finished_at >= '2026-03-10' and finished_at <= $2
         group by kind order by count desc, kind`,
        id,
      );
      expect(expected.length).toBeGreaterThan(0);
      expect(done.map(({ kind, count }) => ({ kind, count }))).toEqual(expected);
      for (const { count, list } of done) {
        expect(await behind<Delivery>(business.app.http, list)).toHaveLength(count);
      }
    }
  });

  it('says who is under way and what they owe, to the cent', async () => {
    const { underWay, atStake, heldBack } = overview.automations[0]!;
    const stakes = await query<{ currency: string; amount: number; accounts: number }>(
      `select a.currency, sum(t.overdue)::int as amount, count(*)::int as accounts
       from accounts a join account_timeline t using (workspace_id, account_id)
       where workspace_id = $1 and t.from_at <= $2 and t.to_at > $2
         and exists (select from journeys j where j.workspace_id = $1 and j.account_id = a.account_id and j.status = 'underWay')
       group by a.currency order by a.currency`,
    );
    expect(atStake.map(({ currency, amount, accounts }) => ({ currency, amount, accounts }))).toEqual(stakes);
    for (const { currency, amount, accounts, list } of atStake) {
      const listed = await accountsBehind(list);
      expect(listed).toHaveLength(accounts);
      expect(sumsOf(listed, (one) => ({ ...one, amount: one.balances.overdue }))).toEqual({
        [currency]: amount,
      });
    }
    const journeys = await behind<{ id: string }>(business.app.http, underWay.list);
    expect(underWay.count).toBeGreaterThan(0);
    expect(journeys).toHaveLength(underWay.count);
    const waiting = await query<{ count: number }>(
      `select count(*)::int as count from deliveries where workspace_id = $1 and status = 'due' and held_because is not null
         and $2::timestamptz is not null`,
    );
    expect(heldBack.count).toBe(waiting[0]!.count);
    expect(heldBack.count).toBeGreaterThan(0);
    expect(await behind(business.app.http, heldBack.list)).toHaveLength(heldBack.count);
  });
});

describe('money that came after a contact', () => {
  interface Paid {
    currency: string;
    amount: number;
    accounts: number;
  }
  /** Payment by payment: was there a message to its account on one of the last 30 dates, at most 7 dates before it? */
  const PAID = `
    select a.currency, sum(p.amount)::int as amount, count(distinct p.account_id)::int as accounts
    from payments p join accounts a using (workspace_id, account_id) join account_zones z using (workspace_id, account_id)
    where workspace_id = $1 and exists (
      select from payment_states s
      where s.workspace_id = $1 and s.payment_id = p.payment_id and s.status in ('succeeded', 'refunded', 'chargedBack')
        and s.at <= $2 and coalesce(s.reversed_at, 'infinity') > $2
        and exists (
          select from messages m
          where m.workspace_id = $1 and m.account_id = p.account_id and m.audience = 'customer' and m.sent_at <= s.at
            and (m.sent_at at time zone z.time_zone)::date > ($2::timestamptz at time zone z.time_zone)::date - 30
            and (s.at at time zone z.time_zone)::date - (m.sent_at at time zone z.time_zone)::date <= 7
        )
    )
    group by a.currency order by a.currency`;

  it('is the sum of those payments and of the list behind it, to the cent', async () => {
    const paid = await query<Paid>(PAID);
    expect(paid.length).toBe(3);
    const { amounts } = overview.afterContact;
    expect(amounts.map(({ currency, amount, accounts }) => ({ currency, amount, accounts }))).toEqual(paid);
    for (const { currency, amount, accounts, list } of amounts) {
      const listed = await accountsBehind(list);
      expect(listed).toHaveLength(accounts);
      expect(sumsOf(listed, (one) => ({ ...one, amount: one.paidAfterContact! }))).toEqual({
        [currency]: amount,
      });
    }
  });

  it('says of how many of those written to', async () => {
    const { contacted, paid } = overview.afterContact;
    const [written] = await query<{ count: number }>(
      `select count(distinct account_id)::int as count from messages
       where workspace_id = $1 and audience = 'customer' and sent_at <= $2`,
    );
    expect(contacted.count).toBe(written!.count);
    expect(await accountsBehind(contacted.list)).toHaveLength(contacted.count);
    expect(await accountsBehind(paid.list)).toHaveLength(paid.count);
    expect(paid.count).toBeLessThan(contacted.count);
  });
});

describe('what needs attention', () => {
  it('counts what lacked an address, with what is overdue there and the latest', async () => {
    const item = overview.attention.find(({ kind }) => kind === 'needsAttention');
    const [expected] = await query<{ count: number; accounts: number }>(
      `select count(*)::int as count, count(distinct account_id)::int as accounts from deliveries
       where workspace_id = $1 and status = 'needsAttention' and problem_code = 'noEmailAddress' and first_due_at <= $2`,
    );
    expect(expected!.count).toBeGreaterThan(2);
    expect(item).toMatchObject({ code: 'noEmailAddress', count: expected!.count });
    if (item?.kind !== 'needsAttention') throw new Error('There is none.');
    expect(item.examples).toHaveLength(3);
    expect(item.examples[0]).toMatchObject({ automation: 'Reminders', step: 'Friendly reminder' });
    const deliveries = await behind<Delivery>(business.app.http, item.list);
    expect(deliveries).toHaveLength(item.count);
    const owing = await accountsBehind({ path: '/accounts', query: { pastDue: true } });
    const concerned = owing.filter(({ account }) =>
      deliveries.some((delivery) => delivery.account === account),
    );
    expect(Object.fromEntries(item.overdue.map(({ currency, amount }) => [currency, amount]))).toEqual(
      sumsOf(concerned, (one) => ({ ...one, amount: one.balances.overdue })),
    );
  });

  it('counts broken promises of accounts that are still past due', async () => {
    const item = overview.attention.find(({ kind }) => kind === 'brokenPromise');
    if (item?.kind !== 'brokenPromise') throw new Error('There is none.');
    const listed = await accountsBehind(item.list);
    expect(listed).toHaveLength(item.count);
    expect(listed.every(({ promise, balances }) => promise?.state === 'broken' && balances.overdue > 0)).toBe(
      true,
    );
    const largest = Math.max(...listed.map(({ balances }) => balances.overdue));
    expect(listed.find(({ account }) => account === item.examples[0]!.account)!.balances.overdue).toBe(
      largest,
    );
    expect(Object.fromEntries(item.overdue.map(({ currency, amount }) => [currency, amount]))).toEqual(
      sumsOf(listed, (one) => ({ ...one, amount: one.balances.overdue })),
    );
  });

  it('counts what was missed, by reason', async () => {
    const missed = await query<{ because: string; count: number }>(
      `select missed_because as because, count(*)::int as count from matches
       where workspace_id = $1 and outcome = 'missed' and decided_at <= $2 group by 1 order by 2 desc, 1`,
    );
    expect(missed.length).toBeGreaterThan(0);
    const items = overview.attention.flatMap((item) => (item.kind === 'missed' ? [item] : []));
    expect(items.map(({ because, count }) => ({ because, count }))).toEqual(missed);
    for (const { list, count } of items) {
      expect(await behind<MissedMatch>(business.app.http, list)).toHaveLength(count);
    }
  });
});

it('shows a stranger nothing', async () => {
  const stranger = await business.app.stranger();
  const { body } = await stranger.get('/api/v1/overview').expect(200);
  expect(body).toMatchObject({
    currencies: [],
    overdue: [],
    automations: [],
    attention: [],
    pastDue: { accounts: { count: 0 } },
    afterContact: { contacted: { count: 0 }, amounts: [] },
  });
});
