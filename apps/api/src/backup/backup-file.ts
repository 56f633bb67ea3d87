import { createHmac } from 'node:crypto';

/** The first line of a backup: what it holds, and what it takes to use it. */
export interface BackupHeader {
  dunwellBackup: 1;
  createdAt: string;
  /** Names of the migrations its schema had, in order: it is brought back to these and then up to date. */
  migrations: string[];
  /** The secret of the data folder, which opens what is stored sealed; null: DUNWELL_SECRET was set. */
  secret: string | null;
  /** Tells whether a secret is the one it was made with. */
  secretCheck: string;
}

/** The file is SQL as psql reads it; what is said of it stands in comments. */
const HEADER_PREFIX = '-- ';
export const END_LINE = '-- end';
/** COPY's own sign that a table's rows are over; rows never look like it. */
export const END_OF_ROWS = '\\.';

export const headerLine = (header: BackupHeader): string => `${HEADER_PREFIX}${JSON.stringify(header)}`;

/** What a first line says; undefined: it is no backup, or one of a kind that came later. */
export function parseHeader(line: string): BackupHeader | undefined {
  if (!line.startsWith(HEADER_PREFIX)) return undefined;
  try {
    const header = JSON.parse(line.slice(HEADER_PREFIX.length)) as BackupHeader;
    return (header.dunwellBackup as number) === 1 ? header : undefined;
  } catch {
    return undefined;
  }
}

export const secretCheckOf = (secret: string): string =>
  createHmac('sha256', secret).update('dunwell backup').digest('base64url');
