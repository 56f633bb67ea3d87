import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { onServer, withDatabase } from '../../../test/support/databases.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/create-test-database.js';
import { dataSourceOptions } from './data-source-options.js';
import { newId } from './ids.js';
import { migrate } from './migrate.js';
import { allMigrations } from './migrations/all-migrations.js';

describe('migrate', () => {
  let empty: string;
  let database: string;

  beforeAll(async () => {
    const server = process.env.DUNWELL_TEST_SERVER ?? '';
    database = `dunwell_empty_${newId().replaceAll('-', '')}`;
    await onServer(server, (client) => client.query(`create database ${database}`));
    empty = withDatabase(server, database);
  });

  afterAll(async () => {
    await onServer(process.env.DUNWELL_TEST_SERVER ?? '', (client) =>
      client.query(`drop database ${database} with (force)`),
    );
  });

  const connect = () => new DataSource(dataSourceOptions(empty, 2)).initialize();

  it('runs every migration once when several processes start at once', async () => {
    const processes = await Promise.all([connect(), connect(), connect(), connect()]);
    await Promise.all(processes.map(migrate));
    const [first] = processes;
    const done = await first.query<{ name: string }[]>('select name from migrations order by id');
    expect(done.map(({ name }) => name)).toEqual(allMigrations.map(({ name }) => name));
    await Promise.all(processes.map((dataSource) => dataSource.destroy()));
  });

  it('goes all the way down and up again', async () => {
    const dataSource = await connect();
    for (const _ of allMigrations) await dataSource.undoLastMigration();
    const left: { name: string }[] = await dataSource.query(
      `select tablename as name from pg_tables where schemaname = 'public'`,
    );
    expect(left.map(({ name }) => name)).toEqual(['migrations']);
    await migrate(dataSource);
    await dataSource.destroy();
  });
});

describe('values that leave the database', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.drop());

  const read = async (expression: string): Promise<unknown> => {
    const [row] = await database.dataSource.query<{ value: unknown }[]>(`select ${expression} as value`);
    return row?.value;
  };

  it.each([
    [`date '2024-02-29'`, '2024-02-29'],
    [`date '-infinity'`, '-infinity'],
    [`array[date '2024-02-29', null]`, ['2024-02-29', null]],
    ['9007199254740991::bigint', 9007199254740991],
    ['array[1, -2]::bigint[]', [1, -2]],
    [`timestamptz '2024-02-29 23:00:00.123+01'`, new Date('2024-02-29T22:00:00.123Z')],
  ])('%s', async (expression, expected) => {
    expect(await read(expression)).toEqual(expected);
  });

  it('refuses an integer that cannot be counted exactly', async () => {
    await expect(read('9007199254740992::bigint')).rejects.toThrow('9007199254740992');
  });
});
