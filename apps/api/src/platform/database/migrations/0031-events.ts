import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What happened, as events: published by the write that brought it or announced when its time came, once each; and what
 * automations made of each.
 */
export class Events1700000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table billing_events (
        workspace_id uuid not null,
        event_id uuid not null,
        name text not null check (name <> ''),
        -- names the event, its subject and its episode: the same is published once
        event_key text not null check (event_key <> ''),
        account_id uuid not null,
        -- what it is about beside its account: invoices, a subscription, a payment method
        subject_kind text check (subject_kind in ('invoice', 'subscription', 'paymentMethod')),
        subject_ids uuid[] not null default '{}',
        -- its own instant, at which facts are read (S0)
        at timestamptz not null,
        -- business now of who published it
        recorded_at timestamptz not null,
        payload jsonb not null,
        -- null: nobody has looked yet what it starts
        taken_in_at timestamptz,
        check (subject_kind is not null or subject_ids = '{}'),
        primary key (workspace_id, event_id),
        unique (workspace_id, event_key),
        foreign key (workspace_id, account_id) references accounts
      );
      -- what is still to be taken in, in the order in which it happened
      create index billing_events_waiting on billing_events (workspace_id, at, event_id) where taken_in_at is null;
      -- the list of all and that of one account, the latest first
      create index billing_events_by_time on billing_events (workspace_id, at, event_id);
      create index billing_events_by_account on billing_events (workspace_id, account_id, at, event_id);

      -- How far a workspace's events are published, in business time: all up to announced_until; writes publish
      -- what they bring up to reached themselves.
      create table event_clocks (
        workspace_id uuid not null references workspaces,
        announced_until timestamptz not null,
        reached timestamptz not null,
        check (announced_until <= reached),
        primary key (workspace_id)
      );

      -- A workspace's own events: what each tells, by the names of its fields (S18).
      create table event_declarations (
        workspace_id uuid not null references workspaces,
        name text not null check (name ~ '^custom\\.'),
        payload jsonb not null,
        declared_at timestamptz not null,
        primary key (workspace_id, name)
      );
    `);

    await runner.query(`
      -- What begins by time alone is found by its instant.
      create index streaks_by_opening on streaks (workspace_id, opened_at);
      create index streaks_by_end on streaks (workspace_id, ended_at) where ended_at is not null;
      create index invoice_timeline_until_issue on invoice_timeline (workspace_id, to_at)
        where status in ('draft', 'scheduled');
      create index payment_states_of_money on payment_states (workspace_id, at)
        where status in ('succeeded', 'refunded', 'chargedBack');
      create index subscription_states_by_start on subscription_states (workspace_id, from_at);
      create index subscription_states_by_first_date on subscription_states (workspace_id, started_on);
      create index subscription_states_by_end_date on subscription_states (workspace_id, ended_on)
        where ended_on is not null;
      create index account_tags_by_start on account_tags (workspace_id, from_at);
    `);

    await runner.query(`
      -- What an event came to in one automation for one subject, or for its account where it is about none.
      create table event_outcomes (
        workspace_id uuid not null,
        event_id uuid not null,
        automation_id uuid not null,
        subject_id uuid not null,
        account_id uuid not null,
        -- null: no version was live at the event's instant
        version integer,
        outcome text not null check (outcome in
          ('entered', 'entryFails', 'noEffect', 'exitHolds', 'tooSoon', 'alreadyEntered', 'endedBeforeActing', 'excluded',
           'missed', 'dismissed', 'skipped', 'notLive', 'noSubject', 'failed')),
        -- too old when it was heard of (S10), or paused before it was its turn (S16)
        missed_because text check (missed_because in ('late', 'paused')),
        entry_key text,
        path text[] not null default '{}',
        exit_id text,
        -- the entry and the branches on the way as they were decided
        explanation jsonb,
        journey_id uuid,
        -- in words, where the facts could not be decided on
        problem text,
        decided_at timestamptz not null,
        check ((outcome = 'entered') = (journey_id is not null)),
        check ((outcome in ('missed', 'dismissed')) = (missed_because is not null)),
        primary key (workspace_id, event_id, automation_id, subject_id),
        foreign key (workspace_id, event_id) references billing_events on delete cascade,
        foreign key (workspace_id, automation_id) references automations,
        foreign key (workspace_id, account_id) references accounts
      );
      -- what one automation made of events, and what waits for an operator
      create index event_outcomes_by_automation on event_outcomes (workspace_id, automation_id, event_id);
      create index event_outcomes_missed on event_outcomes (workspace_id, automation_id, entry_key)
        where outcome = 'missed';
      create index event_outcomes_by_account on event_outcomes (workspace_id, account_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table event_outcomes, event_declarations, event_clocks, billing_events;
      drop index account_tags_by_start, subscription_states_by_end_date, subscription_states_by_first_date,
        subscription_states_by_start, payment_states_of_money, invoice_timeline_until_issue, streaks_by_end,
        streaks_by_opening;
    `);
  }
}
