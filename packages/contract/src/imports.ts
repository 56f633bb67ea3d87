import type { BillingEntity } from './billing.js';
import type { ProblemDetails } from './problem-details.js';

/**
 * `POST /api/v1/imports/{entity}`: the file is the body, `text/csv` or `application/x-ndjson`, of any length.
 * The mapping travels in this header as base64url of its JSON (about 12 KB at most), since headers arrive
 * before the file does. Without it the columns carry the standard names.
 */
export const IMPORT_MAPPING_HEADER = 'Dunwell-Mapping';

/** Undone: what it brought in was taken out again. */
export type ImportStatus = 'running' | 'finished' | 'failed' | 'undone';

export interface Import {
  id: string;
  entity: BillingEntity;
  fileName: string | null;
  status: ImportStatus;
  /** Lines of the file read so far, the header included. */
  linesRead: number;
  /** Rows that are in; sent again, a row that was in already counts anew. */
  accepted: number;
  rejected: number;
  /** Things it made: accounts, invoices …; accounts made along with other rows included. */
  created: number;
  /** Things it changed that were there before. */
  changed: number;
  /** Columns of the file that nothing names. */
  ignoredColumns: string[];
  /** Why it stopped before the end of the file, and how much of it is in. */
  failure: string | null;
  startedAt: string;
  finishedAt: string | null;
  /** null: it was not. */
  undone: { at: string; by: string } | null;
}

/** One line that was not taken over; the rest of the file was. */
export interface ImportRejection {
  /** Number of the line in the file on which the record begins, the first being 1. */
  line: number;
  /** The file's own name of the column; null where the whole line is at fault. */
  column: string | null;
  reason: string;
  /** The line as it came, shortened to 2 000 characters. */
  raw: string;
}

/**
 * One NDJSON line of the answer to an upload: progress after each committed batch, then exactly one
 * `summary`, or `problem` where the import failed after its first batch was in.
 */
export type ImportLine =
  | { kind: 'progress'; import: Import }
  | { kind: 'summary'; import: Import; firstRejections: ImportRejection[] }
  | { kind: 'problem'; import: Import; problem: ProblemDetails };

/**
 * `GET /api/v1/imports/{id}/undo`: whether an import may be taken back. It may while everything it made is as it made
 * it and nothing has acted on it; `POST` takes it back.
 */
export interface ImportUndo {
  possible: boolean;
  /** Why not, in words; each thing that stands in the way. */
  reasons: string[];
  /** How many things would be removed. */
  removes: number;
}
