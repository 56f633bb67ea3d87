import { DataSource, type MixedList } from 'typeorm';
import { dataSourceOptions } from '../../src/platform/database/data-source-options.js';
import { newId } from '../../src/platform/database/ids.js';
import { onServer, withDatabase } from './databases.js';

type Entities = MixedList<new () => object>;

export interface TestDatabase {
  url: string;
  dataSource: DataSource;
  drop: () => Promise<void>;
}

/** A fresh migrated database with a ready connection pool; drop it in `afterAll`. */
export async function createTestDatabase(entities: Entities = []): Promise<TestDatabase> {
  const { url, drop } = await copyTemplate();
  const dataSource = await new DataSource({ ...dataSourceOptions(url, 5), entities }).initialize();
  return {
    url,
    dataSource,
    drop: async () => {
      await dataSource.destroy();
      await drop();
    },
  };
}

/** A fresh migrated database that nobody is connected to yet. */
export async function copyTemplate(): Promise<{ url: string; drop: () => Promise<void> }> {
  const { DUNWELL_TEST_SERVER: server, DUNWELL_TEST_TEMPLATE: template } = process.env;
  if (!server || !template)
    throw new Error('No test server: run this suite through Jest and its global setup.');
  const name = `dunwell_test_${newId().replaceAll('-', '')}`;
  await onServer(server, async (client) => {
    // Copying files beats the default of writing the copy through the log: 50 ms against half a second.
    await client.query(`create database ${name} template ${template} strategy file_copy`);
  });
  return {
    url: withDatabase(server, name),
    drop: () =>
      onServer(server, async (client) => {
        await client.query(`drop database ${name} with (force)`);
      }),
  };
}
