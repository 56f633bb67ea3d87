import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/platform/database/data-source-options.js';
import { EmbeddedServer } from '../../src/platform/database/embedded/embedded-server.js';
import { findHolder } from '../../src/platform/database/embedded/folder-lock.js';
import { stopOrphanedServer } from '../../src/platform/database/embedded/orphaned-server.js';
import { disposableSettings } from '../../src/platform/database/embedded/server-settings.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { newId } from '../../src/platform/database/ids.js';
import { onServer, withDatabase } from './databases.js';
import { disposablePlace } from './disposable-place.js';

export interface TestServer {
  url: string;
  template: string;
  stop: () => Promise<void>;
}

/** The server all suites of one run share, with a migrated database they copy theirs from. */
export async function startTestServer(elsewhere: string | undefined): Promise<TestServer> {
  const server = elsewhere
    ? { url: elsewhere, stop: () => Promise.resolve() }
    : await startDisposableServer();
  const template = `dunwell_template_${newId().replaceAll('-', '')}`;
  await onServer(server.url, async (client) => {
    await client.query(`create database ${template}`);
  });
  const dataSource = await new DataSource(
    dataSourceOptions(withDatabase(server.url, template), 2),
  ).initialize();
  await migrate(dataSource);
  await dataSource.destroy();
  return {
    url: server.url,
    template,
    stop: async () => {
      await onServer(server.url, async (client) => {
        await client.query(`drop database ${template} with (force)`);
      });
      await server.stop();
    },
  };
}

async function startDisposableServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const all = join(await disposablePlace(), 'dunwell-tests');
  await mkdir(all, { recursive: true });
  await removeLeftovers(all);
  const folder = join(all, newId());
  const server = await EmbeddedServer.start({ folder, settings: disposableSettings, log: () => undefined });
  return {
    url: server.url(),
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Younger folders may belong to a run that has not written its name into them yet. */
const LEFT_OVER_AFTER = 60_000;

/** A run that was killed could not stop its server. */
async function removeLeftovers(all: string): Promise<void> {
  for (const name of await readdir(all)) {
    const folder = join(all, name);
    if (Date.now() - (await stat(folder)).mtimeMs < LEFT_OVER_AFTER || (await findHolder(folder))) continue;
    await stopOrphanedServer(join(folder, 'data'));
    await rm(folder, { recursive: true, force: true });
  }
}
