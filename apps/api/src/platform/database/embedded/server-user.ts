import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface ServerUser {
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root. Returns the user it has to run as then (made when missing), or
 * undefined when it simply runs as we do.
 */
export async function findServerUser(): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const user = (await lookUp()) ?? (await create());
  if (user) return user;
  throw new Error(
    'PostgreSQL does not run as root and no user "postgres" could be made. ' +
      'Create one (useradd --system postgres), start Dunwell as another user, or set DATABASE_URL.',
  );
}

async function lookUp(): Promise<ServerUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function create(): Promise<ServerUser | undefined> {
  try {
    await run('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/bin/false',
      'postgres',
    ]);
  } catch {
    return undefined;
  }
  return lookUp();
}

/** Whether `user` may enter `folder`, that is every folder on the way to it. */
export async function canEnter(user: ServerUser, folder: string): Promise<boolean> {
  const { uid, gid, mode } = await stat(folder);
  const entered = uid === user.uid ? mode & 0o100 : gid === user.gid ? mode & 0o010 : mode & 0o001;
  if (entered === 0) return false;
  const parent = dirname(resolve(folder));
  return parent === resolve(folder) || canEnter(user, parent);
}
