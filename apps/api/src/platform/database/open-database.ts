import { join } from 'node:path';
import { DataSource } from 'typeorm';
import type { Config } from '../../config/config.js';
import { dataSourceOptions } from './data-source-options.js';
import { EmbeddedServer } from './embedded/embedded-server.js';
import { durableSettings } from './embedded/server-settings.js';
import { migrate } from './migrate.js';

export interface OpenDatabase {
  url: string;
  embedded: boolean;
  close: () => Promise<void>;
  /** Ends it without waiting for anything. */
  kill: () => void;
}

const OLDEST_SERVER = 150_000;

/** Starts the embedded server, or reaches the one of DATABASE_URL, and brings its schema up to date. */
export async function openDatabase(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  log: (line: string) => void,
): Promise<OpenDatabase> {
  const database = databaseUrl === undefined ? await openEmbedded(dataDir, log) : openElsewhere(databaseUrl);
  try {
    await prepare(database.url);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openEmbedded(dataDir: string, log: (line: string) => void): Promise<OpenDatabase> {
  const server = await EmbeddedServer.start({
    folder: join(dataDir, 'postgres'),
    settings: durableSettings(),
    log,
  });
  return { url: server.url(), embedded: true, close: () => server.stop(), kill: server.killNow };
}

function openElsewhere(url: string): OpenDatabase {
  return { url, embedded: false, close: () => Promise.resolve(), kill: () => undefined };
}

async function prepare(url: string): Promise<void> {
  const dataSource = new DataSource(dataSourceOptions(url, 2));
  try {
    await dataSource.initialize();
  } catch (error) {
    const { hostname, port } = new URL(url);
    const reason =
      error instanceof Error ? error.message || (error as NodeJS.ErrnoException).code : String(error);
    throw new Error(`The database at ${hostname}:${port || '5432'} cannot be reached: ${reason}.`, {
      cause: error,
    });
  }
  try {
    const [row] = await dataSource.query<{ version: number }[]>(
      `select current_setting('server_version_num')::int as version`,
    );
    if (row && row.version < OLDEST_SERVER) {
      throw new Error(
        `The database is PostgreSQL ${Math.floor(row.version / 10_000)}; Dunwell needs 15 or newer.`,
      );
    }
    await migrate(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
