import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/support/create-test-database.js';

/** Tables that belong to no workspace: all but two are about signing in, which comes before one is known. */
const GLOBAL_TABLES = [
  'attempt_budgets',
  'clock',
  'migrations',
  'password_resets',
  'people',
  'sessions',
  'sign_in_links',
];

/** Keys that span workspaces, each for its reason. */
const GLOBAL_KEYS = [
  // Signing in starts from the key alone: it says whose it is.
  'api_keys_token_hash_key',
  // An invitation is accepted from its link alone.
  'invitations_token_hash_key',
];

/** References that span workspaces: a person may belong to several. */
const GLOBAL_REFERENCES = ['memberships_person_id_fkey'];

interface Key {
  table: string;
  key: string;
  columns: string[];
}

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

const exceptions = (keys: Key[]) =>
  keys
    .filter(({ table, columns }) => !GLOBAL_TABLES.includes(table) && !columns.includes('workspace_id'))
    .map(({ key }) => key)
    .sort();

describe('every table of the business', () => {
  it('has a primary key', async () => {
    const without = await database.dataSource.query<{ table: string }[]>(`
      select c.relname as table
      from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p')`);
    expect(without).toEqual([]);
  });

  it('names the workspace in every unique index, so that tables can be distributed by it', async () => {
    const keys = await database.dataSource.query<Key[]>(`
      select t.relname as table, i.relname as key,
        array(select a.attname::text from pg_attribute a where a.attrelid = t.oid and a.attnum = any(x.indkey)) as columns
      from pg_index x
      join pg_class t on t.oid = x.indrelid
      join pg_class i on i.oid = x.indexrelid
      where t.relnamespace = 'public'::regnamespace and (x.indisunique or x.indisexclusion)`);
    expect(keys.length).toBeGreaterThan(0);
    expect(exceptions(keys)).toEqual(GLOBAL_KEYS);
  });

  it('names the workspace in every foreign key, so that rows of two workspaces cannot be joined', async () => {
    const keys = await database.dataSource.query<Key[]>(`
      select t.relname as table, k.conname as key,
        array(select a.attname::text from pg_attribute a where a.attrelid = t.oid and a.attnum = any(k.conkey)) as columns
      from pg_constraint k
      join pg_class t on t.oid = k.conrelid
      where t.relnamespace = 'public'::regnamespace and k.contype = 'f'`);
    expect(keys.length).toBeGreaterThan(0);
    expect(exceptions(keys)).toEqual(GLOBAL_REFERENCES);
  });

  it('starts its primary key with the workspace', async () => {
    const rows = await database.dataSource.query<{ table: string; first: string }[]>(`
      select t.relname as table, a.attname as first
      from pg_index x
      join pg_class t on t.oid = x.indrelid
      join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
      where t.relnamespace = 'public'::regnamespace and x.indisprimary`);
    const others = rows.filter(({ first }) => first !== 'workspace_id').map(({ table }) => table);
    expect(others.sort()).toEqual(GLOBAL_TABLES);
  });
});
