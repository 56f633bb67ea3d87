import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What overview and lists look things up by, the lists people keep, and the requests that may not be done twice. */
export class Figures1700000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The date on which a streak ended, in the account's calendar, as opened_on is the one on which it opened.
      alter table streaks add column ended_on date`);
    await runner.query(`
      update streaks set ended_on = (
        select least((streaks.ended_at at time zone zone.time_zone)::date, zone.to_date - 1)
        from account_zones zone
        where zone.workspace_id = streaks.workspace_id and zone.account_id = streaks.account_id
          and (streaks.ended_at at time zone zone.time_zone)::date >= zone.from_date
        order by zone.from_date desc
        limit 1
      ) where ended_at is not null`);
    await runner.query(`
      alter table streaks add constraint streaks_ended check ((ended_at is null) = (ended_on is null))`);
    await runner.query(`
      -- who became past due, or ceased to be, on a date; nothing of streaks that live on under another id
      create index streaks_entered on streaks (workspace_id, opened_on) where invoice_id is null and merged_into is null;
      create index streaks_left on streaks (workspace_id, ended_on) where invoice_id is null and merged_into is null;

      -- What holds now and what is to come: business now only goes forwards, so that all history lies before it.
      create index account_timeline_owing_until on account_timeline (workspace_id, to_at) where outstanding > 0;
      -- the same of overdue balances, with all that a year of them day by day is made of
      create index account_timeline_overdue_until on account_timeline (workspace_id, to_at)
        include (account_id, from_at, overdue) where overdue > 0;
      create index invoice_timeline_owing_until on invoice_timeline (workspace_id, to_at)
        where status = 'open' and remaining > 0;

      -- "all accounts with this tag"; the primary key answers "all tags of this account"
      create index account_tags_by_tag on account_tags (workspace_id, tag);
      -- failed payments of a window of time, of all accounts
      create index payment_states_failed on payment_states (workspace_id, at) where status = 'failed';
      -- what deliveries of an account came to, for its history, and of all accounts on a date
      create index deliveries_by_account on deliveries (workspace_id, account_id, finished_at);
      create index deliveries_finished on deliveries (workspace_id, finished_at) where finished_at is not null;
    `);
    await runner.query(`
      create extension if not exists pg_trgm;
      -- Parts of names, keys, addresses, tags and numbers, whatever their case.
      create index accounts_by_part_of_key on accounts using gin (key gin_trgm_ops);
      create index account_details_by_part_of_name on account_details using gin (name gin_trgm_ops);
      create index account_details_by_part_of_email on account_details using gin (email gin_trgm_ops);
      create index account_tags_by_part on account_tags using gin (tag gin_trgm_ops);
      create index invoices_by_part_of_number on invoices using gin (number gin_trgm_ops);
    `);
    await runner.query(`
      create table saved_views (
        workspace_id uuid not null references workspaces,
        view_id uuid not null,
        name text not null check (name <> ''),
        screen text not null check (screen in ('accounts', 'invoices')),
        query jsonb not null,
        shared boolean not null,
        -- who made it: the id of a person or key, and the name it then had
        actor_id text not null,
        actor_name text not null,
        created_at timestamptz not null,
        primary key (workspace_id, view_id),
        -- one's own views are told apart by their names
        unique (workspace_id, actor_id, screen, name)
      );

      -- Bulk actions that were done, so that one sent again is not done again.
      create table bulk_actions (
        workspace_id uuid not null references workspaces,
        request_id uuid not null,
        request jsonb not null,
        -- null: not yet, in the transaction that does it
        answer jsonb,
        done_at timestamptz not null,
        primary key (workspace_id, request_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table bulk_actions, saved_views`);
    await runner.query(`
      drop index invoices_by_part_of_number, account_tags_by_part, account_details_by_part_of_email,
        account_details_by_part_of_name, accounts_by_part_of_key, deliveries_finished, deliveries_by_account,
        payment_states_failed, account_tags_by_tag, invoice_timeline_owing_until, account_timeline_overdue_until,
        account_timeline_owing_until, streaks_left, streaks_entered`);
    await runner.query(`drop extension pg_trgm`);
    await runner.query(`alter table streaks drop column ended_on`);
  }
}
