import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProcess, stillRuns } from './running-process.js';

/** Someone else runs a server on this folder right now. */
export class FolderInUseError extends Error {
  constructor(
    readonly folder: string,
    readonly pid: number,
  ) {
    super(
      `Another Dunwell (process ${pid}) is running on ${folder}. ` +
        'Stop it first, or set DUNWELL_DATA_DIR to another folder.',
    );
    this.name = 'FolderInUseError';
  }
}

/** Takes the folder for this process; a lock whose holder is gone (kill -9) is taken over. */
export async function lockFolder(folder: string): Promise<{ release: () => Promise<void> }> {
  const file = join(folder, 'owner.json');
  const self = await findProcess(process.pid);
  const content = JSON.stringify({ pid: process.pid, started: self?.started ?? '' });
  for (;;) {
    try {
      await writeFile(file, content, { flag: 'wx', mode: 0o600 });
      return { release: () => rm(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = await readHolder(file);
    if (holder && (await stillRuns(holder))) throw new FolderInUseError(folder, holder.pid);
    await rm(file, { force: true });
  }
}

/** The process that holds the folder, if it is alive. */
export async function findHolder(folder: string): Promise<number | undefined> {
  const holder = await readHolder(join(folder, 'owner.json'));
  return holder && (await stillRuns(holder)) ? holder.pid : undefined;
}

async function readHolder(file: string): Promise<{ pid: number; started: string } | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as { pid: number; started: string };
  } catch {
    // Gone, or cut off while it was written: nobody holds it.
    return undefined;
  }
}
