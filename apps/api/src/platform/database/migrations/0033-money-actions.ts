import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Money and service actions as commands: who carries them out, and that their outcome may follow later. Endpoints that
 * keep failing are left alone, and runs that would act on far more than ever wait for a person.
 */
export class MoneyActions1700000000033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table workspace_settings
        -- who carries out money and service actions; null: nobody
        add column provider_kind text check (provider_kind in ('webhook', 'practice')),
        add column provider_url text check (provider_url ~ '^https?://'),
        -- [{ currency, amount }] in minor units
        add column payment_minimums jsonb not null default '[]'`);
    await runner.query(`
      alter table workspace_settings add constraint workspace_settings_provider
        check ((provider_kind is not distinct from 'webhook') = (provider_url is not null))`);

    // accepted: the provider has taken the command and tells its outcome until due_at
    await runner.query(`alter table deliveries drop constraint deliveries_status_check`);
    await runner.query(`
      alter table deliveries add constraint deliveries_status_check check (status in
        ('due', 'claimed', 'sending', 'accepted', 'done', 'failed', 'needsAttention', 'uncertain', 'ended'))`);
    await runner.query(`alter table delivery_attempts drop constraint delivery_attempts_outcome_check`);
    await runner.query(`
      alter table delivery_attempts add constraint delivery_attempts_outcome_check check (outcome in
        ('done', 'retry', 'refused', 'uncertain', 'released', 'accepted'))`);
    // outcomes that have not come in time
    await runner.query(
      `create index deliveries_accepted on deliveries (workspace_id, due_at) where status = 'accepted'`,
    );

    await runner.query(`
      -- What the practice provider was asked to do, and how far it has come.
      create table practice_commands (
        workspace_id uuid not null,
        -- the delivery's: a key is carried out once
        key text not null,
        -- a charge that was declined may be tried again
        tried integer not null,
        account text not null,
        business_date date not null,
        command jsonb not null,
        card text not null,
        began_at timestamptz not null,
        acts_played integer not null,
        -- business time of the next act; null: there is none
        next_at timestamptz,
        primary key (workspace_id, key),
        foreign key (workspace_id, key) references deliveries
      )`);
    await runner.query(
      `create index practice_commands_next on practice_commands (workspace_id, next_at) where next_at is not null`,
    );

    await runner.query(`
      -- Addresses that have failed since they last answered; those that answer have no row.
      create table delivery_endpoints (
        workspace_id uuid not null references workspaces,
        endpoint text not null,
        -- in a row
        failures integer not null,
        -- how often it has been left alone, and until when (business time)
        trips integer not null,
        open_until timestamptz,
        -- the delivery that finds out whether it answers again, and for how long the others wait for that
        probe_key text,
        probe_until timestamptz,
        last_problem text not null,
        last_failed_at timestamptz not null,
        primary key (workspace_id, endpoint)
      )`);
    await runner.query(`alter table deliveries add column held_endpoint text`);
    // what may go out once an endpoint answers
    await runner.query(`
      create index deliveries_by_held_endpoint on deliveries (workspace_id, held_endpoint)
        where status = 'due' and held_endpoint is not null`);

    await runner.query(`
      alter table evaluation_lanes
        -- since when its run waits for a person, whom it would act on, and the largest one before
        add column waiting_since timestamptz,
        add column waiting_subjects integer,
        add column waiting_largest integer,
        -- the last date that it is about
        add column waiting_date date,
        -- a person has released the run; until it has been acted on
        add column released_at timestamptz`);
    await runner.query(`
      alter table evaluation_lanes add constraint evaluation_lanes_waiting
        check ((waiting_since is null) = (waiting_subjects is null)
          and (waiting_since is null) = (waiting_largest is null)
          and (waiting_since is null or released_at is null))`);
    // its age counts from then (S10)
    await runner.query(`alter table matches add column released_on date`);
    await runner.query(`alter table matches drop constraint matches_missed_because_check`);
    await runner.query(`
      alter table matches add constraint matches_missed_because_check check (missed_because in
        ('late', 'lateData', 'newerMatch', 'limit', 'tooMany'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`update matches set missed_because = 'limit' where missed_because = 'tooMany'`);
    await runner.query(`alter table matches drop constraint matches_missed_because_check`);
    await runner.query(`
      alter table matches add constraint matches_missed_because_check check (missed_because in
        ('late', 'lateData', 'newerMatch', 'limit'))`);
    await runner.query(`alter table matches drop column released_on`);
    await runner.query(`
      alter table evaluation_lanes drop constraint evaluation_lanes_waiting, drop column released_at,
        drop column waiting_date, drop column waiting_largest, drop column waiting_subjects,
        drop column waiting_since`);
    await runner.query(`drop index deliveries_by_held_endpoint`);
    await runner.query(`alter table deliveries drop column held_endpoint`);
    await runner.query(`drop table delivery_endpoints`);
    await runner.query(`drop table practice_commands`);
    await runner.query(`drop index deliveries_accepted`);
    await runner.query(`update delivery_attempts set outcome = 'retry' where outcome = 'accepted'`);
    await runner.query(`alter table delivery_attempts drop constraint delivery_attempts_outcome_check`);
    await runner.query(`
      alter table delivery_attempts add constraint delivery_attempts_outcome_check check (outcome in
        ('done', 'retry', 'refused', 'uncertain', 'released'))`);
    await runner.query(`update deliveries set status = 'needsAttention' where status = 'accepted'`);
    await runner.query(`alter table deliveries drop constraint deliveries_status_check`);
    await runner.query(`
      alter table deliveries add constraint deliveries_status_check check (status in
        ('due', 'claimed', 'sending', 'done', 'failed', 'needsAttention', 'uncertain', 'ended'))`);
    await runner.query(`
      alter table workspace_settings drop constraint workspace_settings_provider, drop column payment_minimums,
        drop column provider_url, drop column provider_kind`);
  }
}
