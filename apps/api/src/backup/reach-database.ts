import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { EmbeddedServer } from '../platform/database/embedded/embedded-server.js';
import { runningServerUrl } from '../platform/database/embedded/running-server.js';
import { serverFolderOf } from '../platform/database/embedded/server-folder.js';
import { durableSettings } from '../platform/database/embedded/server-settings.js';
import { BackupRefused } from './backup-refused.js';

/** A database that can be talked to until it is let go of. */
export interface ReachedDatabase {
  url: string;
  release: () => Promise<void>;
}

type Where = Pick<Config, 'databaseUrl' | 'dataDir'>;
type Tell = (line: string) => void;

/** The database that is to be saved, whether or not somebody works with it. */
export async function reachToRead({ databaseUrl, dataDir }: Where, tell: Tell): Promise<ReachedDatabase> {
  if (databaseUrl !== undefined) return elsewhere(databaseUrl);
  const wanted = join(dataDir, 'postgres');
  const running = await runningServerUrl(wanted);
  if (running !== undefined) return elsewhere(running);
  const data = join(await serverFolderOf(wanted), 'data');
  if (!(await stat(data).catch(() => undefined))) {
    throw new BackupRefused(
      `There is no database in ${dataDir}. DUNWELL_DATA_DIR or DATABASE_URL says where it is.`,
    );
  }
  return startEmbedded(wanted, tell);
}

/** The database that is to be filled; an embedded one must not be in use. */
export async function reachToFill({ databaseUrl, dataDir }: Where, tell: Tell): Promise<ReachedDatabase> {
  return databaseUrl === undefined ? startEmbedded(join(dataDir, 'postgres'), tell) : elsewhere(databaseUrl);
}

async function startEmbedded(folder: string, tell: Tell): Promise<ReachedDatabase> {
  const server = await EmbeddedServer.start({ folder, settings: durableSettings(), log: tell });
  return { url: server.url(), release: () => server.stop() };
}

const elsewhere = (url: string): ReachedDatabase => ({ url, release: () => Promise.resolve() });
