import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../platform/database/data-source-options.js';
import { onlyRow } from '../platform/must.js';
import { openDatabase } from '../platform/database/open-database.js';

export interface BenchDatabase {
  dataSource: DataSource;
  /** Takes away everything that was made. */
  drop: () => Promise<void>;
}

/** An embedded server in a temporary folder, or the empty database that was given. */
export async function openBenchDatabase(databaseUrl: string | undefined): Promise<BenchDatabase> {
  if (databaseUrl !== undefined) await refuseTables(databaseUrl);
  const folder = await mkdtemp(join(tmpdir(), 'dunwell-bench-'));
  // The server's user has to get in.
  await chmod(folder, 0o755);
  const removeFolder = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const database = await openDatabase({ databaseUrl, dataDir: folder }, () => undefined);
    const dataSource = await new DataSource(dataSourceOptions(database.url, POOL)).initialize();
    return {
      dataSource,
      drop: async () => {
        if (!database.embedded) await dataSource.dropDatabase();
        await dataSource.destroy();
        await database.close();
        await removeFolder();
      },
    };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}

/** As many as the product has. */
const POOL = 20;

/** Everything in the database is dropped at the end, so nothing may be there at the start. */
async function refuseTables(databaseUrl: string): Promise<void> {
  const dataSource = await new DataSource(dataSourceOptions(databaseUrl, 1)).initialize();
  try {
    const rows = await dataSource.query<{ tables: number }[]>(
      `select count(*)::int as tables from pg_class
       where relkind in ('r', 'p') and relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
         and relnamespace::regnamespace::text not like 'pg\\_%'`,
    );
    const { tables } = onlyRow(rows);
    if (tables > 0) {
      throw new Error(`The bench needs an empty database; that of DATABASE_URL has ${tables} tables.`);
    }
  } finally {
    await dataSource.destroy();
  }
}
