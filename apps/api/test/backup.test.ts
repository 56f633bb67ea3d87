import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import { openBackup, readBackup } from '../src/backup/read-backup.js';
import { prepareSecret } from '../src/backup/restored-secret.js';
import { tablesInOrder } from '../src/backup/tables.js';
import { writeBackup } from '../src/backup/write-backup.js';
import { CONFIG, type ProcessConfig } from '../src/config/config.js';
import { dataSourceOptions } from '../src/platform/database/data-source-options.js';
import { newId } from '../src/platform/database/ids.js';
import { migrate } from '../src/platform/database/migrate.js';
import { allMigrations } from '../src/platform/database/migrations/all-migrations.js';
import { disposablePlace } from './support/disposable-place.js';
import { onServer, withDatabase } from './support/databases.js';
import { exampleDocument } from './support/receivables.js';
import { runCli } from './support/run-cli.js';
import { ServerProgram } from './support/server-program.js';
import { startTestApp, type TestApp } from './support/start-test-app.js';
import { World } from './support/world.js';

jest.setTimeout(120_000);

const NOW = '2026-03-10T12:00:00Z';
const SECRET = 'a secret that only tests know of';
/** Everything that could be taken for a part of the file. */
const AWKWARD =
  'tab\t line\nreturn\r back\\slash \\. \\N "quote" \'s ; -- end\n\\.\nCOPY "x" FROM stdin;\nÜ😀';

let folder: string;
let file: string;
const databases: string[] = [];
const apps: TestApp[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(await disposablePlace(), 'dunwell-backup-'));
  await chmod(folder, 0o755);
  file = join(folder, 'backup.sql.gz');
});

afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
  const server = process.env.DUNWELL_TEST_SERVER!;
  for (const name of databases.splice(0))
    await onServer(server, (client) =>
      client.query(`drop database ${name} with (force)`).then(() => undefined),
    );
  await rm(folder, { recursive: true, force: true });
});

/** A database on the tests' server that nothing has been done to. */
async function emptyDatabase(): Promise<string> {
  const server = process.env.DUNWELL_TEST_SERVER!;
  const name = `dunwell_restored_${newId().replaceAll('-', '')}`;
  await onServer(server, (client) => client.query(`create database ${name}`).then(() => undefined));
  databases.push(name);
  return withDatabase(server, name);
}

const save = (databaseUrl: string, to = file) =>
  writeBackup(
    { databaseUrl, secret: SECRET, secretInFolder: true, machineNow: new Date(NOW) },
    to,
    () => undefined,
  );

const bringBack = async (databaseUrl: string, from = file) =>
  readBackup(databaseUrl, await openBackup(from), () => undefined);

/** Each table's rows as one figure, by the table's name. */
async function rows(databaseUrl: string): Promise<Record<string, string>> {
  return onServer(databaseUrl, async (client) => {
    const figures: Record<string, string> = {};
    for (const { name } of await tablesInOrder(client)) {
      const found = await client.query<{ figure: string }>(
        `select count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as figure from ${name} t`,
      );
      figures[name] = found.rows[0]!.figure;
    }
    return figures;
  });
}

const databaseOf = ({ app }: TestApp): string => app.get<ProcessConfig>(CONFIG).databaseUrl;

/** A workspace in which something of nearly everything has happened. */
async function livedIn(): Promise<TestApp> {
  const app = await startTestApp({ now: NOW, config: { allowPrivateNetworks: true } });
  apps.push(app);
  const world = World.in(app.dataSource, app.workspaceId, NOW);
  world.account('A', { name: AWKWARD, email: 'a@customer.example' }).subscribes('gold').isTagged('vip');
  world.account('A').owes('120.00').since('2026-03-02').pays('20.00').on('2026-03-04').hasCard('2026-12');
  await world.save();
  const document = { ...exampleDocument('past-due-14-30.json'), policyNote: AWKWARD };
  const { body } = await app.http.post('/api/v1/automations').send({ document }).expect(201);
  const { id } = body as { id: string };
  await app.http.post(`/api/v1/automations/${id}/publish`).send({ backlog: 'include' }).expect(200);
  await app.http.get('/api/v1/webhook-secret').expect(200);
  await app.http
    .post('/api/v1/webhook-endpoints')
    .send({ url: 'http://127.0.0.1:1/', events: ['journey.entered'] })
    .expect(201);
  await app.http.put('/api/v1/clock?drain=true').send({ now: '2026-03-15T12:00:00Z' }).expect(200);
  return app;
}

describe('a backup', () => {
  it('holds every row of every table as it was, and is readable by its owner only', async () => {
    const app = await livedIn();
    await save(databaseOf(app));
    const saved = await rows(databaseOf(app));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const target = await emptyDatabase();
    await bringBack(target);
    expect(await rows(target)).toEqual(saved);
    // A table that nothing was in proves nothing.
    for (const table of ['accounts', 'account_timeline', 'journeys', 'messages', 'clock', 'webhook_secrets'])
      expect([table, saved[table]]).toEqual([table, expect.not.stringMatching(/^0 /)]);
  });

  it('is of one instant, whatever is written meanwhile', async () => {
    const app = await livedIn();
    const url = databaseOf(app);
    const before = await rows(url);
    let isChanged = false;
    await writeBackup(
      { databaseUrl: url, secret: SECRET, secretInFolder: true, machineNow: new Date(NOW) },
      file,
      () => {
        if (isChanged) return;
        isChanged = true;
        void app.dataSource.query(`update workspaces set name = 'Changed meanwhile'`);
      },
    );
    const target = await emptyDatabase();
    await bringBack(target);
    expect(await rows(target)).toEqual(before);
  });

  it('goes on where the restored database is used', async () => {
    const app = await livedIn();
    await save(databaseOf(app));
    const target = await emptyDatabase();
    await bringBack(target);
    const again = new DataSource(dataSourceOptions(target, 2));
    await again.initialize();
    await migrate(again);
    expect(await again.query('select name from migrations order by timestamp')).toEqual(
      allMigrations.map(({ name }) => ({ name })),
    );
    await again.destroy();
  });

  it('needs nothing that counts by itself', async () => {
    const app = await startTestApp();
    apps.push(app);
    const sequences = await app.dataSource.query<{ name: string }[]>(
      `select sequencename as name from pg_sequences where schemaname = 'public'`,
    );
    expect(sequences).toEqual([{ name: 'migrations_id_seq' }]);
  });

  it('of an earlier version comes back in the schema of today', async () => {
    const earlier = await emptyDatabase();
    const then = new DataSource({
      ...dataSourceOptions(earlier, 2),
      migrations: allMigrations.slice(0, 3),
    });
    await then.initialize();
    await migrate(then);
    await then.query(
      `insert into workspaces (workspace_id, name, created_at) values ($1, 'Of old', '2020-01-01T00:00:00Z')`,
      [newId()],
    );
    await then.destroy();
    await save(earlier);
    const target = await emptyDatabase();
    await bringBack(target);
    await onServer(target, async (client) => {
      expect((await client.query('select name from workspaces')).rows).toEqual([{ name: 'Of old' }]);
      expect((await client.query('select from deliveries')).rows).toEqual([]);
      expect((await client.query('select from migrations')).rows).toHaveLength(allMigrations.length);
    });
  });
});

describe('a restore', () => {
  it('refuses a database that holds something, and leaves it as it is', async () => {
    const app = await livedIn();
    await save(databaseOf(app));
    const before = await rows(databaseOf(app));
    await expect(bringBack(databaseOf(app))).rejects.toThrow('The database is not empty');
    expect(await rows(databaseOf(app))).toEqual(before);
    const foreign = await emptyDatabase();
    await onServer(foreign, (client) => client.query('create table theirs (x int)').then(() => undefined));
    await expect(bringBack(foreign)).rejects.toThrow('The database is not empty');
  });

  it.each<[string, (content: string) => Buffer, string]>([
    ['is no backup', () => Buffer.from('hello'), 'is no backup of Dunwell'],
    ['is packed, but no backup', () => gzipSync('select 1;\n'), 'is no backup of Dunwell'],
    [
      'a newer version made',
      (content) => gzipSync(content.replace('"migrations":[', '"migrations":["Later1800000000001",')),
      'was made by a newer Dunwell',
    ],
    [
      'was cut off while it was copied',
      (content) => gzipSync(content).subarray(0, -2_000),
      'ends before it is complete',
    ],
    ['lost its end', (content) => gzipSync(content.slice(0, -50)), 'ends before it is complete'],
    [
      'was written to',
      (content) => gzipSync(content.replace('\nCOPY ', '\ndrop table x;\nCOPY ')),
      'holds a line that is none of ours',
    ],
  ])('refuses a file that %s, and fills nothing', async (_, spoil, words) => {
    const app = await livedIn();
    await save(databaseOf(app));
    const whole = gunzipSync(await readFile(file)).toString('utf8');
    const spoiled = join(folder, 'spoiled.gz');
    await writeFile(spoiled, spoil(whole));
    const target = await emptyDatabase();
    await expect(bringBack(target, spoiled)).rejects.toThrow(words);
    // The whole one still comes back.
    await bringBack(target);
  });

  it.each<[string, { kept: boolean; configured?: string; inFolder?: string }, string | null]>([
    ['brings the secret along', { kept: true }, null],
    ['keeps the secret that is there', { kept: true, inFolder: SECRET }, null],
    ['needs DUNWELL_SECRET where it was set', { kept: false }, 'was made with DUNWELL_SECRET'],
    ['takes it from there', { kept: false, configured: SECRET }, null],
    [
      'refuses another one',
      { kept: false, configured: 'another secret than the one before' },
      'DUNWELL_SECRET is another one than the backup was made with',
    ],
    [
      'refuses another one in the folder',
      { kept: true, inFolder: 'another secret than the one before' },
      'is another one than the backup was made with',
    ],
  ])('%s', async (_, { kept, configured, inFolder }, refusal) => {
    const url = await emptyDatabase();
    const dataSource = await new DataSource(dataSourceOptions(url, 2)).initialize();
    await migrate(dataSource);
    await dataSource.destroy();
    await writeBackup(
      { databaseUrl: url, secret: SECRET, secretInFolder: kept, machineNow: new Date(NOW) },
      file,
      () => undefined,
    );
    const dataDir = join(folder, 'data');
    const target = inFolder === undefined ? dataDir : folder;
    if (inFolder !== undefined) await writeFile(join(folder, 'secret'), inFolder);
    const { header } = await openBackup(file);
    const prepared = prepareSecret(header, { secret: configured, dataDir: target });
    if (refusal !== null) {
      await expect(prepared).rejects.toThrow(refusal);
      return;
    }
    await (
      await prepared
    )();
    const written = await readFile(join(target, 'secret'), 'utf8').catch(() => undefined);
    expect(written).toBe(configured === undefined ? SECRET : undefined);
  });
});

describe('the two commands', () => {
  it('save a server that is running and one that is not, and bring it back elsewhere', async () => {
    const dataDir = join(folder, 'first');
    const server = ServerProgram.start(dataDir);
    await server.running();
    await server.call('PATCH', '/api/v1/workspace', { name: 'Acme' });
    const { body: secret } = await server.call('GET', '/api/v1/webhook-secret');
    const env = { DUNWELL_DATA_DIR: dataDir };

    const online = await runCli(['backup', file], { env });
    expect([online.code, online.stdout]).toEqual([0, `${file}\n`]);
    expect(online.stderr).toContain('keep it as safe as the database');
    expect(await runCli(['backup', file], { env })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is there already'),
    });
    expect((await runCli(['restore', file], { env })).stderr).toContain('Another Dunwell');
    await server.end('SIGTERM');
    const offline = join(folder, 'offline.sql.gz');
    expect((await runCli(['backup', offline], { env })).code).toBe(0);
    expect((await runCli(['restore', offline], { env })).stderr).toContain('The database is not empty');

    for (const from of [file, offline]) {
      const elsewhere = { DUNWELL_DATA_DIR: join(folder, from === file ? 'second' : 'third') };
      const restored = await runCli(['restore', from], { env: elsewhere });
      expect([restored.code, restored.stdout]).toEqual([
        0,
        expect.stringMatching(/^Everything as of .* is back\.\n$/),
      ]);
      const again = ServerProgram.start(elsewhere.DUNWELL_DATA_DIR);
      await again.running();
      expect((await again.call('GET', '/api/v1/workspace')).body).toMatchObject({ name: 'Acme' });
      expect((await again.call('GET', '/api/v1/webhook-secret')).body).toEqual(secret);
      await again.end('SIGTERM');
    }
  });

  it('say what they cannot do', async () => {
    const env = { DUNWELL_DATA_DIR: join(folder, 'none') };
    expect(await runCli(['backup', file], { env })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no database in'),
    });
    expect(await runCli(['restore', join(folder, 'missing')], { env })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('cannot be read'),
    });
    const unreachable = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', DUNWELL_SECRET: SECRET };
    expect(await runCli(['backup', file], { env: unreachable })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('The database cannot be reached'),
    });
  });
});
