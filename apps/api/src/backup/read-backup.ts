import pg from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { dataSourceOptions } from '../platform/database/data-source-options.js';
import { migrate } from '../platform/database/migrate.js';
import { allMigrations } from '../platform/database/migrations/all-migrations.js';
import { BackupLines } from './backup-lines.js';
import { END_LINE, END_OF_ROWS, parseHeader, type BackupHeader } from './backup-file.js';
import { BackupRefused } from './backup-refused.js';
import { copyIn } from './copy-in.js';

/** Opens a backup and reads what it says of itself; refuses what is none, and one that a newer Dunwell made. */
export async function openBackup(file: string): Promise<{ header: BackupHeader; lines: BackupLines }> {
  const lines = new BackupLines(file);
  const first = await lines.line();
  const header = first === undefined ? undefined : parseHeader(first);
  if (!header) throw new BackupRefused(`${file} is no backup of Dunwell.`);
  const known = new Set(allMigrations.map(({ name }) => name));
  if (!header.migrations.every((name) => known.has(name))) {
    throw new BackupRefused(
      `${file} was made by a newer Dunwell. Bring it back with that version or a later one.`,
    );
  }
  return { header, lines };
}

/**
 * Brings a backup back into a database that holds nothing: its schema as it was then, its rows in one transaction, and
 * then the schema of today. `tell` hears of each table.
 */
export async function readBackup(
  databaseUrl: string,
  { header, lines }: { header: BackupHeader; lines: BackupLines },
  tell: (table: string) => void,
): Promise<void> {
  const then = allMigrations.filter(({ name }) => header.migrations.includes(name));
  await refuseOccupied(databaseUrl, header);
  await migrateTo(databaseUrl, then);
  await loadRows(databaseUrl, lines, tell);
  await migrateTo(databaseUrl, allMigrations);
}

async function refuseOccupied(databaseUrl: string, { migrations }: BackupHeader): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public'`,
    );
    if (tables.length === 0) return;
    const names = tables.map(({ name }) => name);
    // A restore that failed leaves tables without rows behind: it may be tried again.
    const isOurs = names.includes('migrations') && names.includes('workspaces');
    const { rows: done } = isOurs
      ? await client.query<{ name: string }>('select name from migrations')
      : { rows: [] };
    const { rows: workspaces } = isOurs
      ? await client.query('select from workspaces limit 1')
      : { rows: [0] };
    if (workspaces.length === 0 && done.every(({ name }) => migrations.includes(name))) return;
    throw new BackupRefused(
      'The database is not empty, and a restore never overwrites anything. Name an empty one, by DUNWELL_DATA_DIR or DATABASE_URL.',
    );
  });
}

async function migrateTo(
  databaseUrl: string,
  migrations: readonly (new () => MigrationInterface)[],
): Promise<void> {
  const dataSource = new DataSource({ ...dataSourceOptions(databaseUrl, 2), migrations: [...migrations] });
  await dataSource.initialize();
  try {
    await migrate(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

const TABLE_LINE = /^COPY ("(?:[^"]|"")+" \(.+\)) FROM stdin;$/;

async function loadRows(
  databaseUrl: string,
  lines: BackupLines,
  tell: (table: string) => void,
): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    await client.query('begin');
    await client.query('set local statement_timeout = 0');
    // Its one row was made by its migration.
    await client.query('delete from clock');
    for (let line = await lines.line(); line !== END_LINE; line = await lines.line()) {
      if (line === undefined) throw lines.isCutOff();
      if (line === '') continue;
      const into = TABLE_LINE.exec(line)?.[1];
      if (into === undefined) throw new BackupRefused('The backup holds a line that is none of ours.');
      tell(into.slice(1, into.indexOf('" (')));
      await copyIn(client, into, lines.upTo(END_OF_ROWS));
    }
    await client.query('commit');
    await client.query('analyze');
  });
}

async function withClient(databaseUrl: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'dunwell restore' });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
