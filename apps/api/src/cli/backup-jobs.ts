import { existsSync } from 'node:fs';
import { BackupRefused } from '../backup/backup-refused.js';
import { reachToFill, reachToRead } from '../backup/reach-database.js';
import { openBackup, readBackup } from '../backup/read-backup.js';
import { prepareSecret } from '../backup/restored-secret.js';
import { writeBackup } from '../backup/write-backup.js';
import { loadConfig } from '../config/load-config.js';
import { loadSecret } from '../config/load-secret.js';
import { FolderInUseError } from '../platform/database/embedded/folder-lock.js';
import { machineNow } from '../platform/clock/machine-now.js';
import { CliError } from './cli-error.js';
import { EXIT_CODE, type ExitCode } from './exit-code.js';
import type { Output } from './output.js';

/** Writes everything into one file, and says how safe it has to be kept. */
export async function backup(output: Output, file: string): Promise<ExitCode> {
  if (existsSync(file))
    throw new CliError(`${file} is there already, and a backup never overwrites anything.`);
  const config = loadConfig();
  await inWords(async () => {
    const database = await reachToRead(config, (line) => output.say(line));
    try {
      const source = {
        databaseUrl: database.url,
        secret: await loadSecret(config),
        secretInFolder: config.secret === undefined,
        machineNow: machineNow(),
      };
      await writeBackup(source, file, (table) => output.progress(table));
    } finally {
      await database.release();
    }
  });
  await output.line(file);
  output.say(
    config.secret === undefined
      ? 'It holds personal data and the secret that opens what is stored sealed: keep it as safe as the database.'
      : 'It holds personal data, and not DUNWELL_SECRET, without which what is stored sealed cannot be opened: keep both.',
  );
  return EXIT_CODE.ok;
}

/** Brings a backup back into a database that holds nothing. */
export async function restore(output: Output, file: string): Promise<ExitCode> {
  const config = loadConfig();
  await inWords(async () => {
    const opened = await openBackup(file);
    const keepSecret = await prepareSecret(opened.header, config);
    const database = await reachToFill(config, (line) => output.say(line));
    try {
      await readBackup(database.url, opened, (table) => output.progress(table));
      await keepSecret();
    } finally {
      await database.release();
    }
    await output.line(`Everything as of ${opened.header.createdAt} is back.`);
  });
  return EXIT_CODE.ok;
}

/** What keeps it from being done, for the person who typed it; a surprise is thrown on. */
async function inWords(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof BackupRefused || error instanceof FolderInUseError)
      throw new CliError(error.message, error);
    if (code === 'ECONNREFUSED')
      throw new CliError('The database cannot be reached. Is DATABASE_URL right?', error);
    if (code === 'ENOSPC') throw new CliError('There is no room left on the disk.', error);
    if (code === 'ENOENT' || code === 'EACCES') throw new CliError((error as Error).message, error);
    throw error;
  }
}
