import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { secretCheckOf, type BackupHeader } from './backup-file.js';
import { BackupRefused } from './backup-refused.js';

/**
 * Sees to it that what a backup holds sealed can be opened afterwards, or refuses it. Returns what puts the secret in
 * its place once the rows are there.
 */
export async function prepareSecret(
  { secret: kept, secretCheck }: BackupHeader,
  { secret: configured, dataDir }: Pick<Config, 'secret' | 'dataDir'>,
): Promise<() => Promise<void>> {
  const file = join(dataDir, 'secret');
  const there = configured ?? (await readFile(file, 'utf8').catch(() => undefined))?.trim();
  if (there !== undefined) {
    if (secretCheckOf(there) === secretCheck) return () => Promise.resolve();
    const where = configured === undefined ? `The secret in ${file}` : 'DUNWELL_SECRET';
    throw new BackupRefused(
      `${where} is another one than the backup was made with, so that stored secrets could not be opened. Set the former one, or move it away.`,
    );
  }
  if (kept === null) {
    throw new BackupRefused(
      'The backup was made with DUNWELL_SECRET, which it does not hold. Set it as it was then.',
    );
  }
  return async () => {
    await mkdir(dataDir, { recursive: true });
    await writeFile(file, kept, { mode: 0o600, flag: 'wx' });
  };
}
