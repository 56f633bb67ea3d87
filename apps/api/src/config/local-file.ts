import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How programs on this machine get in without being told: where the server is and a key for it. */
export interface LocalAccess {
  url: string;
  key: string;
}

export function localFilePath(dataDir: string): string {
  return join(dataDir, 'local.json');
}

export async function readLocalFile(dataDir: string): Promise<LocalAccess | undefined> {
  try {
    const { url, key } = JSON.parse(await readFile(localFilePath(dataDir), 'utf8')) as Partial<LocalAccess>;
    return url && key ? { url, key } : undefined;
  } catch {
    return undefined;
  }
}

/** Written beside and moved into place, so that a reader never sees half of it. */
export async function writeLocalFile(dataDir: string, access: LocalAccess): Promise<void> {
  const file = localFilePath(dataDir);
  await mkdir(dataDir, { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify(access, undefined, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
