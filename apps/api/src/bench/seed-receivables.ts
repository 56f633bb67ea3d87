import type { CalendarDate } from '@dunwell/engine';
import type { DataSource, EntityManager } from 'typeorm';

export interface Seed {
  workspaceId: string;
  accounts: number;
  /** The last date on which a streak begins; a few years lie before it. */
  lastStreakOn: CalendarDate;
}

/**
 * Fills a workspace set-based and the same way each time: what an evaluation reads, with enough history that finding
 * today in it costs what it costs in real life. 8 % are past due, as many of them since each of 90 dates; four in five of
 * each date's have an active subscription; all live in one zone, as a zone more is a lane more.
 */
export async function seedReceivables(dataSource: DataSource, seed: Seed): Promise<void> {
  await dataSource.transaction(async (manager) => {
    await manager.query(SEEDED_ACCOUNTS, [seed.accounts, seed.lastStreakOn]);
    await manager.query('analyze seeded_accounts');
    for (const statement of STORE) await runStatement(manager, statement, seed);
  });
  await tidyUp(dataSource);
}

/** What autovacuum does within a minute, done now, so that it does not do so while something is measured. */
export async function tidyUp(dataSource: DataSource): Promise<void> {
  const tables = await dataSource.query<{ name: string }[]>(
    `select c.oid::regclass::text as name from pg_class c
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and pg_relation_size(c.oid) > 0`,
  );
  await dataSource.query(`vacuum (analyze) ${tables.map(({ name }) => name).join(', ')}`);
}

/** Statements take the workspace and the date, each as far as it uses them. */
async function runStatement(manager: EntityManager, statement: string, seed: Seed): Promise<void> {
  await manager.query(
    statement,
    [seed.workspaceId, seed.lastStreakOn].filter((_, at) => statement.includes(`$${at + 1}`)),
  );
}

/** What n says: past due or not by its last 25th, since when by the next 90, subscribed by the next 5; so all combine. */
const SEEDED_ACCOUNTS = `
  create temporary table seeded_accounts on commit drop as
  select n, ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as account_id,
    ('01900000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid as subscription_id,
    case when n % 25 < 2 then $2::date - n / 25 * 31 % 90 end as overdue_since,
    n / 2250 % 5 <> 0 as subscribed,
    1000 + n % 90000 as amount
  from generate_series(0, $1::integer - 1) n`;

/** Midnight of a date in the zone of the accounts. */
const midnight = (date: string): string => `${date}::timestamp at time zone 'UTC'`;

const STORE: readonly string[] = [
  `insert into workspaces (workspace_id, name, created_at) values ($1, 'Bench', $2::date - 1500)`,

  `insert into workspace_zones (workspace_id, from_date, time_zone) values ($1, '0001-01-01', 'UTC')`,

  `insert into accounts (workspace_id, account_id, key, currency, created_at)
   select $1, account_id, 'account-' || n, case when n % 10 = 3 then 'USD' else 'EUR' end, $2::date - 1500
   from seeded_accounts`,

  `insert into account_details (workspace_id, account_id, from_at, to_at, name, email, country, language)
   select $1, account_id, '-infinity', 'infinity', 'Account ' || n, 'account-' || n || '@example.com', 'DE', 'en'
   from seeded_accounts`,

  `insert into account_zones (workspace_id, account_id, from_date, to_date, time_zone, own)
   select $1, account_id, '-infinity', 'infinity', 'UTC', false from seeded_accounts`,

  `insert into subscriptions (workspace_id, subscription_id, account_id, key, created_at)
   select $1, subscription_id, account_id, 'subscription-' || n, $2::date - 1500 from seeded_accounts`,

  `insert into subscription_states
     (workspace_id, subscription_id, account_id, from_at, to_at, status, plan, started_on)
   select $1, subscription_id, account_id, state.from_at, state.to_at, state.status, 'standard', $2::date - 1500
   from seeded_accounts
   cross join lateral (values
     ('-infinity'::timestamptz, $2::timestamptz - interval '400 days', 'active'),
     ($2::timestamptz - interval '400 days', 'infinity', case when subscribed then 'active' else 'paused' end)
   ) state (from_at, to_at, status)`,

  // Four bills paid long ago, every other one late; then, for those past due, the one that is not paid.
  `insert into account_timeline (workspace_id, account_id, from_at, to_at, outstanding, overdue, unapplied,
     overdue_invoices, oldest_due_on, streak_id, opened_on, strict_since)
   with bills as (
     select n, account_id, amount, issued_on, issued_on + 15 as overdue_on,
       issued_on + case when (n + bill) % 2 = 0 then 10 else 16 + n * bill % 40 end as paid_on
     from seeded_accounts
     cross join generate_series(1, 4) bill
     cross join lateral (select $2::date - 1100 + 200 * bill + n * 7 % 100) dated (issued_on)
     union all
     select n, account_id, amount, overdue_since - 15, overdue_since, null
     from seeded_accounts where overdue_since is not null
   ), steps as (
     select account_id, step.*
     from bills
     cross join lateral (values
       (issued_on, amount, null),
       (overdue_on, amount, overdue_on),
       (paid_on, 0, null)
     ) step (on_date, outstanding, opened_on)
     where step.on_date is not null and (step.opened_on is null or paid_on is null or paid_on > overdue_on)
     union all
     select account_id, '-infinity', 0, null from seeded_accounts
   )
   select $1, account_id, ${midnight('on_date')},
     coalesce(lead(${midnight('on_date')}) over (partition by account_id order by on_date), 'infinity'),
     outstanding, case when opened_on is null then 0 else outstanding end, 0, num_nonnulls(opened_on), opened_on - 1,
     case when opened_on is not null then md5(account_id || ' ' || opened_on)::uuid end, opened_on, opened_on
   from steps
   order by account_id, on_date`,

  `insert into payments (workspace_id, payment_id, account_id, reference, amount, created_at)
   select $1, md5(account_id::text)::uuid, account_id, 'payment-' || n, amount, $2::date - 200 from seeded_accounts`,

  `insert into payment_states (workspace_id, payment_id, account_id, at, status)
   select $1, md5(account_id::text)::uuid, account_id, $2::timestamptz - interval '200 days', 'succeeded'
   from seeded_accounts`,
];
