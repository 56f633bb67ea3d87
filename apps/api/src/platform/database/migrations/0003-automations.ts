import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Automations: one editable draft each, immutable published versions, and since when which version was live.
 * Documents are `json`, not `jsonb`: what comes out is to the letter what went in.
 */
export class Automations1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table automations (
        workspace_id uuid not null references workspaces,
        automation_id uuid not null,
        name text not null check (name <> ''),
        status text not null check (status in ('draft', 'live', 'paused', 'archived')),
        live_version integer,
        -- the draft: saving never activates (S16)
        document json not null,
        revision integer not null check (revision > 0),
        saved_at timestamptz not null,
        saved_by text not null,
        created_at timestamptz not null,
        check ((status = 'draft') = (live_version is null)),
        primary key (workspace_id, automation_id)
      );
      -- what the tick looks at each minute
      create index automations_live on automations (workspace_id) where status = 'live';

      create table automation_versions (
        workspace_id uuid not null,
        automation_id uuid not null,
        version integer not null check (version > 0),
        document json not null,
        -- of the draft it was made from
        revision integer not null,
        -- what became of those who would have entered on the date before (S12)
        backlog text not null check (backlog in ('skip', 'include')),
        note text,
        published_at timestamptz not null,
        published_by text not null,
        primary key (workspace_id, automation_id, version),
        foreign key (workspace_id, automation_id) references automations
      );

      -- [from_at, to_at) during which a version decided: dates whose instant lies in none of these are neither
      -- evaluated nor missed (S10).
      create table automation_live_periods (
        workspace_id uuid not null,
        automation_id uuid not null,
        from_at timestamptz not null,
        to_at timestamptz not null check (from_at <= to_at),
        version integer not null,
        primary key (workspace_id, automation_id, from_at, version),
        foreign key (workspace_id, automation_id, version) references automation_versions
      );
      -- one open period at most
      create unique index automation_live_periods_open on automation_live_periods (workspace_id, automation_id)
        where to_at = 'infinity';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table automation_live_periods, automation_versions, automations');
  }
}
