import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../ids.js';
import { canEnter, type ServerUser } from './server-user.js';

/** Where a server user can always get to; used only when the wanted folder is closed to it. */
export const REACHABLE_FOLDER = '/var/lib/dunwell';

const MOVED = 'moved-to';

/**
 * Makes the folder that holds everything of one server. A clone in a closed home of root cannot be
 * entered by the server's user: then the data lives elsewhere and a note in the wanted folder says where.
 */
export async function openServerFolder(
  wanted: string,
  user: ServerUser | undefined,
  log: (line: string) => void,
): Promise<string> {
  await mkdir(wanted, { recursive: true });
  if (!user) return wanted;
  const folder = (await movedTo(wanted)) ?? (await chooseFolder(wanted, user));
  if (folder !== wanted) log(`The database's user cannot enter ${wanted}; its data is in ${folder}.`);
  await chown(folder, user.uid, user.gid);
  await chmod(folder, 0o700);
  return folder;
}

async function chooseFolder(wanted: string, user: ServerUser): Promise<string> {
  await chown(wanted, user.uid, user.gid);
  if (await canEnter(user, wanted)) return wanted;
  const folder = join(REACHABLE_FOLDER, newId());
  await mkdir(folder, { recursive: true });
  await chmod(REACHABLE_FOLDER, 0o755);
  await writeFile(join(wanted, MOVED), folder);
  return folder;
}

/** Where a server's folder is that was made before; the wanted one, or the one it was moved to. */
export async function serverFolderOf(wanted: string): Promise<string> {
  return (await movedTo(wanted)) ?? wanted;
}

const movedTo = (wanted: string): Promise<string | undefined> => readText(join(wanted, MOVED));

/** The password of the server in this folder: random, made once, readable by its owner only. */
export async function readServerPassword(folder: string): Promise<string> {
  const file = join(folder, 'password');
  const known = await readText(file);
  if (known !== undefined) return known;
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, password, { mode: 0o600 });
  return password;
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim() || undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
