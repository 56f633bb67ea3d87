import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { END_LINE, END_OF_ROWS, headerLine, secretCheckOf, type BackupHeader } from './backup-file.js';
import { copyOut } from './copy-out.js';
import { quoted, tablesInOrder, withColumns } from './tables.js';

export interface BackupSource {
  databaseUrl: string;
  /** The secret in use. */
  secret: string;
  /** Whether it lies in the data folder, so that it has to come along. */
  secretInFolder: boolean;
  machineNow: Date;
}

/**
 * Writes everything in the database into one file, as of one instant, while others go on working. It is written beside
 * its place and moved there when it is whole. `tell` hears of each table.
 */
export async function writeBackup(
  source: BackupSource,
  file: string,
  tell: (table: string) => void,
): Promise<void> {
  const client = new pg.Client({ connectionString: source.databaseUrl, application_name: 'dunwell backup' });
  await client.connect();
  const half = `${file}.new`;
  try {
    await client.query('begin isolation level repeatable read read only');
    // It may last longer than what is set for requests.
    await client.query('set local statement_timeout = 0');
    const content = Readable.from(contentOf(client, source, tell));
    await pipeline(content, createGzip(), createWriteStream(half, { mode: 0o600 }));
    await rename(half, file);
  } finally {
    await rm(half, { force: true });
    await client.end();
  }
}

async function* contentOf(
  client: pg.Client,
  { secret, secretInFolder, machineNow }: BackupSource,
  tell: (table: string) => void,
): AsyncGenerator<Buffer> {
  const { rows } = await client.query<{ name: string }>('select name from migrations order by timestamp');
  const header: BackupHeader = {
    dunwellBackup: 1,
    createdAt: machineNow.toISOString(),
    migrations: rows.map(({ name }) => name),
    secret: secretInFolder ? secret : null,
    secretCheck: secretCheckOf(secret),
  };
  yield Buffer.from(`${headerLine(header)}\n`);
  for (const table of await tablesInOrder(client)) {
    tell(table.name);
    yield Buffer.from(`\nCOPY ${withColumns(table)} FROM stdin;\n`);
    const query = `select ${table.columns.map(quoted).join(', ')} from ${quoted(table.name)}`;
    yield* copyOut(client, query) as AsyncIterable<Buffer>;
    yield Buffer.from(`${END_OF_ROWS}\n`);
  }
  yield Buffer.from(`\n${END_LINE}\n`);
}
