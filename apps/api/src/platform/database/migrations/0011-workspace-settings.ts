import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a company decides about its workspace besides name and zone; a workspace without a row has decided nothing. */
export class WorkspaceSettings1700000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table workspace_settings (
        workspace_id uuid primary key references workspaces,
        -- where customers pay; {account} stands for the account's key
        payment_page text,
        account_holder text,
        iban text,
        bic text,
        payment_note text,
        -- when messages to customers may leave (S14); null: any time
        send_from text check (send_from ~ '^([01]\\d|2[0-3]):[0-5]\\d$'),
        send_to text check (send_to ~ '^([01]\\d|2[0-3]):[0-5]\\d$'),
        send_weekdays smallint[] check (send_weekdays <@ '{1,2,3,4,5,6,7}'),
        holidays date[] not null default '{}',
        always_holidays boolean not null default false,
        sender_name text,
        reply_to text,
        -- how long traces are kept; null: for ever
        decision_days integer check (decision_days > 0),
        call_days integer check (call_days > 0) default 30,
        check ((send_from is null) = (send_to is null) and (send_from is null) = (send_weekdays is null))
      );

      -- When traces that are too old were last removed: once a day of business time, by one process.
      create table retention_runs (
        workspace_id uuid primary key references workspaces,
        started_at timestamptz not null
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table retention_runs, workspace_settings');
  }
}
