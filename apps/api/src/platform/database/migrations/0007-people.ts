import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People who sign in, what they may do where, what lets them in, and the log of what was changed. */
export class People1700000000007 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await signIn(db);
    await members(db);
    await keys(db);
    await audit(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table audit_entries');
    for (const column of ['begins', 'created_by', 'expires_at', 'permissions']) {
      await db.query(`alter table api_keys drop column ${column}`);
    }
    await db.query('drop table invitations');
    await db.query('drop table memberships');
    await db.query('drop table attempt_budgets');
    await db.query('drop table sign_in_links');
    await db.query('drop table password_resets');
    await db.query('drop table sessions');
    await db.query('drop table people');
  }
}

/** These belong to no workspace: a person may be in several, and signs in before it is known in which. */
async function signIn(db: QueryRunner): Promise<void> {
  await db.query(`
    create table people (
      person_id uuid primary key,
      email text not null unique check (email <> '' and email !~ '[A-Z]'),
      name text not null check (name <> ''),
      password_hash text not null,
      created_at timestamptz not null
    )`);
  // Instants are machine time (S1). The token itself is nowhere.
  await db.query(`
    create table sessions (
      session_id uuid primary key,
      person_id uuid not null references people,
      token_hash bytea not null unique check (octet_length(token_hash) = 32),
      workspace_id uuid references workspaces,
      user_agent text,
      created_at timestamptz not null,
      last_seen_at timestamptz not null
    )`);
  // To list and to end those of one person.
  await db.query('create index sessions_of_person on sessions (person_id)');
  await db.query(`
    create table password_resets (
      token_hash bytea primary key check (octet_length(token_hash) = 32),
      person_id uuid not null references people,
      expires_at timestamptz not null
    )`);
  // A used one ends all of its person.
  await db.query('create index password_resets_of_person on password_resets (person_id)');
  await db.query(`
    create table sign_in_links (
      token_hash bytea primary key check (octet_length(token_hash) = 32),
      expires_at timestamptz not null
    )`);
  // How far attempts to get in have used up what is allowed, for all processes together.
  await db.query(`
    create table attempt_budgets (
      bucket text primary key,
      used_until timestamptz not null
    )`);
}

async function members(db: QueryRunner): Promise<void> {
  await db.query(`
    create table memberships (
      workspace_id uuid not null references workspaces,
      person_id uuid not null references people,
      role text not null check (role in ('viewer', 'editor', 'publisher', 'admin')),
      since timestamptz not null,
      primary key (workspace_id, person_id)
    )`);
  // Signing in asks for the workspaces of a person.
  await db.query('create index memberships_of_person on memberships (person_id)');
  // token_hash is unique across workspaces: the link itself says which one it leads to.
  await db.query(`
    create table invitations (
      workspace_id uuid not null references workspaces,
      invitation_id uuid not null,
      email text not null check (email <> '' and email !~ '[A-Z]'),
      role text not null check (role in ('viewer', 'editor', 'publisher', 'admin')),
      token_hash bytea not null unique check (octet_length(token_hash) = 32),
      invited_by text not null,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      primary key (workspace_id, invitation_id),
      unique (workspace_id, email)
    )`);
}

/** Keys that were there keep what they could do: everything. */
async function keys(db: QueryRunner): Promise<void> {
  await db.query(`
    alter table api_keys add column permissions text[] not null
      default array['read', 'work', 'billing', 'edit', 'publish', 'admin']`);
  await db.query('alter table api_keys alter column permissions drop default');
  await db.query('alter table api_keys add column expires_at timestamptz');
  await db.query('alter table api_keys add column created_by text');
  await db.query('alter table api_keys add column begins text');
}

async function audit(db: QueryRunner): Promise<void> {
  await db.query(`
    create table audit_entries (
      workspace_id uuid not null references workspaces,
      entry_id uuid not null,
      at timestamptz not null,
      business_at timestamptz not null,
      actor_kind text not null check (actor_kind in ('person', 'apiKey', 'system')),
      actor_id uuid,
      actor_name text not null,
      action text not null,
      subject_kind text not null,
      subject_key text not null,
      before jsonb,
      after jsonb,
      request_id text,
      primary key (workspace_id, entry_id)
    )`);
  // What happened to one thing, and what one person or key did; ids rise with time, so that they sort too.
  await db.query(`
    create index audit_entries_of_subject on audit_entries (workspace_id, subject_kind, subject_key, entry_id)`);
  await db.query('create index audit_entries_of_actor on audit_entries (workspace_id, actor_id, entry_id)');
}
