import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Workspaces, their zones over time, their keys, and the clock. */
export class Identity1700000000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table workspaces (
        workspace_id uuid primary key,
        name text not null check (name <> ''),
        created_at timestamptz not null
      )`);
    await db.query(`
      create table workspace_zones (
        workspace_id uuid not null references workspaces,
        from_date date not null,
        time_zone text not null check (time_zone <> ''),
        primary key (workspace_id, from_date)
      )`);
    // token_hash is unique across workspaces: the key itself says whose it is.
    await db.query(`
      create table api_keys (
        workspace_id uuid not null references workspaces,
        id uuid not null,
        name text not null check (name <> ''),
        token_hash bytea not null unique check (octet_length(token_hash) = 32),
        created_at timestamptz not null,
        revoked_at timestamptz,
        last_used_at timestamptz,
        primary key (workspace_id, id)
      )`);
    // One row for all processes; null means that business time is real time (S1).
    await db.query(`
      create table clock (
        only_row boolean primary key default true check (only_row),
        business_now timestamptz
      )`);
    await db.query('insert into clock default values');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table clock');
    await db.query('drop table api_keys');
    await db.query('drop table workspace_zones');
    await db.query('drop table workspaces');
  }
}
