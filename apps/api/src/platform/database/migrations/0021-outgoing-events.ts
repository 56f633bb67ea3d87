import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What Dunwell tells of itself to addresses outside: recorded with what happened, called after the commit. */
export class OutgoingEvents1700000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table webhook_endpoints (
        workspace_id uuid not null references workspaces,
        endpoint_id uuid not null,
        url text not null check (url ~ '^https?://'),
        description text,
        events text[] not null,
        enabled boolean not null,
        -- why it was switched off by itself
        disabled_because text,
        -- business time since when every call has failed
        failing_since timestamptz,
        -- encrypted with DUNWELL_SECRET; the current one and the one before it
        secret bytea not null,
        secret_made_at timestamptz not null,
        created_at timestamptz not null,
        check (disabled_because is null or not enabled),
        primary key (workspace_id, endpoint_id)
      );

      -- One event on its way to one endpoint, fixed to the byte when it was recorded.
      create table outgoing_calls (
        workspace_id uuid not null,
        call_id uuid not null,
        endpoint_id uuid not null,
        event text not null,
        -- names what happened: the same event is recorded once
        event_key text not null,
        body text not null,
        status text not null check (status in ('due', 'done', 'failed')),
        -- business time before which it is not tried
        due_at timestamptz not null,
        attempts integer not null default 0,
        -- lease on machine time
        claimed_by uuid,
        claimed_until timestamptz,
        created_at timestamptz not null,
        check ((claimed_by is null) = (claimed_until is null)),
        primary key (workspace_id, call_id),
        unique (workspace_id, endpoint_id, event_key),
        foreign key (workspace_id, endpoint_id) references webhook_endpoints on delete cascade
      );
      create index outgoing_calls_due on outgoing_calls (workspace_id, due_at) where status = 'due';
      -- the log of one endpoint, the latest first
      create index outgoing_calls_by_endpoint on outgoing_calls (workspace_id, endpoint_id, call_id);
      -- what is old enough to be removed
      create index outgoing_calls_by_age on outgoing_calls (workspace_id, created_at);

      create table outgoing_attempts (
        workspace_id uuid not null,
        call_id uuid not null,
        attempt integer not null,
        -- business time
        at timestamptz not null,
        outcome text not null check (outcome in ('done', 'failed')),
        -- null: there was no answer
        status integer,
        duration_ms integer not null,
        detail text not null,
        primary key (workspace_id, call_id, attempt),
        foreign key (workspace_id, call_id) references outgoing_calls on delete cascade
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table outgoing_attempts, outgoing_calls, webhook_endpoints');
  }
}
