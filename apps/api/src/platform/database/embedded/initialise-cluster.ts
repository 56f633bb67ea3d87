import { execFile } from 'node:child_process';
import { chown, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ServerUser } from './server-user.js';

const run = promisify(execFile);

export const SERVER_ROLE = 'dunwell';

/**
 * Makes the data folder if there is none. It is made beside its place and moved there when whole, so a
 * start that was cut off leaves nothing behind that looks like a database.
 */
export async function initialiseCluster(
  initdb: string,
  folder: string,
  password: string,
  user: ServerUser | undefined,
): Promise<string> {
  const data = join(folder, 'data');
  if (await stat(data).catch(() => undefined)) return data;

  const half = join(folder, 'data.new');
  const passwordFile = join(folder, 'password.new');
  await rm(half, { recursive: true, force: true });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user) await chown(passwordFile, user.uid, user.gid);
  try {
    await run(
      initdb,
      [
        `--pgdata=${half}`,
        `--username=${SERVER_ROLE}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // Sorts by code point everywhere alike, whatever the machine's own locale says.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ],
      { ...user, cwd: folder, env: {} },
    );
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new Error(`PostgreSQL could not make its data folder ${data}: ${stderr ?? String(error)}`, {
      cause: error,
    });
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(half, data);
  return data;
}
