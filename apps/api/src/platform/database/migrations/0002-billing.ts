import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The billing store. Facts a rule can ask about are period rows [from_at, to_at), -infinity meaning
 * "held always" (S23) and infinity "until further notice"; corrections rewrite them, so that any instant
 * can be read again. Money is in minor units of the account's one currency (S3).
 */
export class Billing1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create extension if not exists btree_gist`);

    await runner.query(`
      create table accounts (
        workspace_id uuid not null references workspaces,
        account_id uuid not null,
        key text not null check (key <> ''),
        currency text not null check (currency ~ '^[A-Z]{3}$'),
        created_at timestamptz not null,
        -- the import that created it: over 1 000 rows, its accounts start like a first publish (S12)
        import_id uuid,
        -- raised by every commit that changes the account's facts, under its row lock
        change_no bigint not null default 0,
        primary key (workspace_id, account_id),
        unique (workspace_id, key)
      );
      -- which currencies are in use: asked wherever a rule is made ready
      create index accounts_by_currency on accounts (workspace_id, currency);

      create table account_details (
        workspace_id uuid not null,
        account_id uuid not null,
        from_at timestamptz not null,
        to_at timestamptz not null check (from_at < to_at),
        -- the fields said to hold from here on: what comes later about earlier ends here (S23)
        stated jsonb not null default '[]',
        name text,
        email text,
        country text,
        language text,
        payment_url text,
        collection_status text not null default 'none'
          check (collection_status in ('none', 'inCollections', 'writtenOff')),
        service_status text not null default 'normal'
          check (service_status in ('normal', 'restricted', 'suspended')),
        primary key (workspace_id, account_id, from_at),
        foreign key (workspace_id, account_id) references accounts
      );

      -- The zone in force per range of dates [from_date, to_date) (S21); own: not the workspace's.
      create table account_zones (
        workspace_id uuid not null,
        account_id uuid not null,
        from_date date not null,
        to_date date not null check (from_date < to_date),
        time_zone text not null,
        own boolean not null,
        primary key (workspace_id, account_id, from_date),
        foreign key (workspace_id, account_id) references accounts
      );
      -- "which zones does this workspace evaluate on this date"
      create index account_zones_by_zone on account_zones (workspace_id, time_zone, from_date) include (to_date);

      create table account_tags (
        workspace_id uuid not null,
        account_id uuid not null,
        tag text not null check (tag <> ''),
        from_at timestamptz not null,
        to_at timestamptz not null check (from_at < to_at),
        primary key (workspace_id, account_id, tag, from_at),
        foreign key (workspace_id, account_id) references accounts
      );

      create table attribute_definitions (
        workspace_id uuid not null references workspaces,
        subject text not null check (subject in ('account', 'invoice')),
        name text not null check (name ~ '^[A-Za-z][A-Za-z0-9_]{0,63}$'),
        type text not null check (type in ('text', 'number', 'boolean', 'date')),
        primary key (workspace_id, subject, name)
      );

      create table attribute_periods (
        workspace_id uuid not null,
        subject text not null,
        subject_id uuid not null,
        account_id uuid not null,
        name text not null,
        from_at timestamptz not null,
        to_at timestamptz not null check (from_at < to_at),
        text_value text,
        number_value double precision,
        boolean_value boolean,
        date_value date,
        check (num_nonnulls(text_value, number_value, boolean_value, date_value) = 1),
        primary key (workspace_id, subject, subject_id, name, from_at),
        foreign key (workspace_id, subject, name) references attribute_definitions,
        foreign key (workspace_id, account_id) references accounts
      );
      -- everything of one account, for its history and export
      create index attribute_periods_by_account on attribute_periods (workspace_id, account_id);
    `);

    await runner.query(`
      create table invoices (
        workspace_id uuid not null,
        invoice_id uuid not null,
        account_id uuid not null,
        number text not null check (number <> ''),
        issued_on date not null,
        due_on date not null,
        total bigint not null check (total >= 0),
        -- a fee Dunwell added: part of balances, never opens or prolongs a streak (S3)
        fee boolean not null default false,
        created_at timestamptz not null,
        primary key (workspace_id, invoice_id),
        unique (workspace_id, number),
        foreign key (workspace_id, account_id) references accounts
      );
      create index invoices_by_account on invoices (workspace_id, account_id);
      -- "due in n days", "n days past due"
      create index invoices_by_due_date on invoices (workspace_id, due_on);

      create table invoice_states (
        workspace_id uuid not null,
        invoice_id uuid not null,
        from_at timestamptz not null,
        to_at timestamptz not null check (from_at < to_at),
        stated jsonb not null default '[]',
        status text not null check (status in ('draft', 'open', 'void', 'uncollectible')),
        collection_method text check (collection_method in ('automatic', 'manual')),
        primary key (workspace_id, invoice_id, from_at),
        foreign key (workspace_id, invoice_id) references invoices
      );

      create table payments (
        workspace_id uuid not null,
        payment_id uuid not null,
        account_id uuid not null,
        reference text not null check (reference <> ''),
        amount bigint not null check (amount > 0),
        automatic boolean not null default false,
        -- set for the payment that an invoice's paidOn stands for; replaced with it (S23)
        paid_on_invoice_id uuid,
        created_at timestamptz not null,
        primary key (workspace_id, payment_id),
        unique (workspace_id, reference),
        unique (workspace_id, paid_on_invoice_id),
        foreign key (workspace_id, account_id) references accounts,
        foreign key (workspace_id, paid_on_invoice_id) references invoices
      );
      create index payments_by_account on payments (workspace_id, account_id);

      -- A payment's statuses in order of instant; pending lasts until the next (S23).
      create table payment_states (
        workspace_id uuid not null,
        payment_id uuid not null,
        account_id uuid not null,
        at timestamptz not null,
        status text not null check (status in ('pending', 'succeeded', 'failed', 'refunded', 'chargedBack')),
        failure_code text,
        failure_kind text check (failure_kind in ('hard', 'soft')),
        reversed_at timestamptz,
        check (reversed_at is null or status in ('refunded', 'chargedBack')),
        check (status <> 'chargedBack' or reversed_at is not null),
        check (reversed_at is null or reversed_at >= at),
        primary key (workspace_id, payment_id, at),
        foreign key (workspace_id, payment_id) references payments,
        foreign key (workspace_id, account_id) references accounts
      );
      -- failed payments and payments in flight of an account in a window of time
      create index payment_states_by_account on payment_states (workspace_id, account_id, at);

      create table payment_allocations (
        workspace_id uuid not null,
        payment_id uuid not null,
        position integer not null,
        invoice_id uuid not null,
        amount bigint not null check (amount > 0),
        -- null: as soon as the payment counts
        at timestamptz,
        primary key (workspace_id, payment_id, position),
        foreign key (workspace_id, payment_id) references payments,
        foreign key (workspace_id, invoice_id) references invoices
      );
      create index payment_allocations_by_invoice on payment_allocations (workspace_id, invoice_id);

      create table credits (
        workspace_id uuid not null,
        credit_id uuid not null,
        account_id uuid not null,
        reference text not null check (reference <> ''),
        amount bigint not null check (amount > 0),
        at timestamptz not null,
        created_at timestamptz not null,
        primary key (workspace_id, credit_id),
        unique (workspace_id, reference),
        foreign key (workspace_id, account_id) references accounts
      );
      create index credits_by_account on credits (workspace_id, account_id);

      create table credit_allocations (
        workspace_id uuid not null,
        credit_id uuid not null,
        position integer not null,
        invoice_id uuid not null,
        amount bigint not null check (amount > 0),
        -- null: as soon as the credit counts
        at timestamptz,
        primary key (workspace_id, credit_id, position),
        foreign key (workspace_id, credit_id) references credits,
        foreign key (workspace_id, invoice_id) references invoices
      );
      create index credit_allocations_by_invoice on credit_allocations (workspace_id, invoice_id);
    `);

    await runner.query(`
      create table subscriptions (
        workspace_id uuid not null,
        subscription_id uuid not null,
        account_id uuid not null,
        key text not null check (key <> ''),
        created_at timestamptz not null,
        primary key (workspace_id, subscription_id),
        unique (workspace_id, key),
        foreign key (workspace_id, account_id) references accounts
      );
      create index subscriptions_by_account on subscriptions (workspace_id, account_id);

      -- As known from from_at on. On a date before started_on there is no subscription, from ended_on on its
      -- status is 'ended' whatever the row says (S23).
      create table subscription_states (
        workspace_id uuid not null,
        subscription_id uuid not null,
        account_id uuid not null,
        from_at timestamptz not null,
        to_at timestamptz not null check (from_at < to_at),
        stated jsonb not null default '[]',
        status text not null check (status in ('active', 'trialing', 'pastDue', 'paused', 'cancelled', 'ended')),
        plan text,
        collection_method text check (collection_method in ('automatic', 'manual')),
        started_on date not null,
        ended_on date,
        renews_on date,
        trial_ends_on date,
        primary key (workspace_id, subscription_id, from_at),
        foreign key (workspace_id, subscription_id) references subscriptions,
        foreign key (workspace_id, account_id) references accounts
      );
      create index subscription_states_by_account on subscription_states (workspace_id, account_id);

      create table payment_methods (
        workspace_id uuid not null,
        payment_method_id uuid not null,
        account_id uuid not null,
        key text not null check (key <> ''),
        created_at timestamptz not null,
        primary key (workspace_id, payment_method_id),
        unique (workspace_id, key),
        foreign key (workspace_id, account_id) references accounts
      );
      create index payment_methods_by_account on payment_methods (workspace_id, account_id);

      create table payment_method_states (
        workspace_id uuid not null,
        payment_method_id uuid not null,
        account_id uuid not null,
        from_at timestamptz not null,
        to_at timestamptz not null check (from_at < to_at),
        stated jsonb not null default '[]',
        type text not null,
        brand text,
        -- the last day of the card's month
        expires_on date,
        status text not null check (status in ('active', 'expired', 'blocked', 'removed')),
        is_default boolean not null,
        primary key (workspace_id, payment_method_id, from_at),
        foreign key (workspace_id, payment_method_id) references payment_methods,
        foreign key (workspace_id, account_id) references accounts
      );
      create index payment_method_states_by_account on payment_method_states (workspace_id, account_id);
      -- "cards that expire in n days"
      create index payment_method_states_by_expiry on payment_method_states (workspace_id, expires_on);

      create table holds (
        workspace_id uuid not null,
        hold_id uuid not null,
        account_id uuid not null,
        -- null: the whole account
        invoice_id uuid,
        reason text not null check (reason in ('promiseToPay', 'dispute', 'courtesy', 'other')),
        -- excluded: an account's journeys end, an invoice leaves all balances (S14)
        leave_out boolean not null default false,
        from_at timestamptz not null,
        -- infinity: no end date
        until_at timestamptz not null check (from_at <= until_at),
        lifted_at timestamptz,
        note text,
        author text not null,
        promised_amount bigint check (promised_amount > 0),
        created_at timestamptz not null,
        primary key (workspace_id, hold_id),
        foreign key (workspace_id, account_id) references accounts,
        foreign key (workspace_id, invoice_id) references invoices
      );
      create index holds_by_account on holds (workspace_id, account_id, until_at);
    `);

    await runner.query(`
      create table streaks (
        workspace_id uuid not null,
        streak_id uuid not null,
        account_id uuid not null,
        -- null: the account's own streak (S4); else this invoice's
        invoice_id uuid,
        opened_at timestamptz not null,
        opened_on date not null,
        ended_at timestamptz,
        -- lives on under that id, is not cured (S7)
        merged_into uuid,
        -- a streak that never was, as a correction has shown, lasts no time
        check (opened_at <= ended_at),
        primary key (workspace_id, streak_id),
        foreign key (workspace_id, account_id) references accounts,
        foreign key (workspace_id, invoice_id) references invoices
      );
      create index streaks_by_account on streaks (workspace_id, account_id);

      -- The balance as a step function of time; future rows say what will be if nothing changes.
      create table account_timeline (
        workspace_id uuid not null,
        account_id uuid not null,
        from_at timestamptz not null,
        to_at timestamptz not null check (from_at < to_at),
        outstanding bigint not null check (outstanding >= 0),
        overdue bigint not null check (overdue >= 0),
        unapplied bigint not null check (unapplied >= 0),
        overdue_invoices integer not null,
        oldest_due_on date,
        streak_id uuid,
        -- day 1 of the streak (S4) and of the strict streak (S5)
        opened_on date,
        strict_since date,
        last_payment_on date,
        primary key (workspace_id, account_id, from_at),
        foreign key (workspace_id, account_id) references accounts
      );
      -- "exactly day 14" is one look-up: opened_on = date - 13
      create index account_timeline_by_opened_on on account_timeline (workspace_id, opened_on) where overdue > 0;
      create index account_timeline_by_strict_since on account_timeline (workspace_id, strict_since) where overdue > 0;
      create index account_timeline_by_oldest_due on account_timeline (workspace_id, oldest_due_on) where overdue > 0;
      -- "overdue at this instant", whenever it lies: a btree would read all history before it
      create index account_timeline_overdue_at on account_timeline
        using gist (workspace_id, tstzrange(from_at, to_at)) where overdue > 0;

      create table invoice_timeline (
        workspace_id uuid not null,
        invoice_id uuid not null,
        account_id uuid not null,
        from_at timestamptz not null,
        to_at timestamptz not null check (from_at < to_at),
        status text not null check (status in ('draft', 'scheduled', 'open', 'paid', 'void', 'uncollectible')),
        left_out boolean not null,
        remaining bigint not null check (remaining >= 0),
        past_due boolean not null,
        streak_id uuid,
        opened_on date,
        primary key (workspace_id, invoice_id, from_at),
        foreign key (workspace_id, invoice_id) references invoices,
        foreign key (workspace_id, account_id) references accounts
      );
      create index invoice_timeline_by_account on invoice_timeline (workspace_id, account_id, from_at);
      create index invoice_timeline_past_due_at on invoice_timeline
        using gist (workspace_id, tstzrange(from_at, to_at)) where past_due;
      -- how many rows hold at an instant; without it the planner takes the ranges to be far more selective than
      -- the due date that a rule names
      create statistics invoice_timeline_range on (tstzrange(from_at, to_at)) from invoice_timeline;

      -- One row per commit that changed an account's facts: what must be read again, and from which instant.
      -- Journeys remember the last change_no they have seen (S13).
      create table account_changes (
        workspace_id uuid not null,
        account_id uuid not null,
        change_no bigint not null,
        recorded_at timestamptz not null,
        earliest_at timestamptz not null,
        -- false: takes effect in the past, and dates already evaluated have not been checked again yet (S10)
        late_data_checked boolean not null,
        primary key (workspace_id, account_id, change_no),
        foreign key (workspace_id, account_id) references accounts
      );
      create index account_changes_to_check on account_changes (workspace_id) where not late_data_checked;

      -- Accounts that a large import touched and whose timeline is still to be rebuilt.
      create table dirty_accounts (
        workspace_id uuid not null,
        account_id uuid not null,
        primary key (workspace_id, account_id),
        foreign key (workspace_id, account_id) references accounts
      );

      create table imports (
        workspace_id uuid not null references workspaces,
        import_id uuid not null,
        entity text not null,
        file_name text,
        status text not null check (status in ('running', 'finished', 'failed')),
        lines_read integer not null default 0,
        accepted integer not null default 0,
        rejected integer not null default 0,
        ignored_columns text[] not null default '{}',
        -- why it failed as a whole
        failure text,
        started_at timestamptz not null,
        finished_at timestamptz,
        primary key (workspace_id, import_id)
      );

      create table import_rejections (
        workspace_id uuid not null,
        import_id uuid not null,
        line integer not null,
        column_name text,
        reason text not null,
        raw text not null,
        primary key (workspace_id, import_id, line),
        foreign key (workspace_id, import_id) references imports
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table import_rejections, imports, dirty_accounts, account_changes, invoice_timeline, account_timeline,
        streaks, holds, payment_method_states, payment_methods, subscription_states, subscriptions,
        credit_allocations, credits, payment_allocations, payment_states, payments, invoice_states, invoices,
        attribute_periods, attribute_definitions, account_tags, account_zones, account_details, accounts
    `);
  }
}
