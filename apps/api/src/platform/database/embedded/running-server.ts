import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findHolder } from './folder-lock.js';
import { SERVER_ROLE } from './initialise-cluster.js';
import { readServerPassword, serverFolderOf } from './server-folder.js';

/** How to reach the server that another process runs on this folder; undefined: none does. */
export async function runningServerUrl(wanted: string): Promise<string | undefined> {
  const folder = await serverFolderOf(wanted);
  if ((await findHolder(folder)) === undefined) return undefined;
  // The fourth line is the port.
  const lines = (await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const port = lines[3]?.trim();
  if (!port) return undefined;
  return `postgres://${SERVER_ROLE}:${await readServerPassword(folder)}@127.0.0.1:${port}/postgres`;
}
