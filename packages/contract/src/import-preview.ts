import type { BillingEntity, ImportMapping } from './billing.js';

/** How much of a file a preview reads, in bytes: its beginning is enough. */
export const PREVIEW_BYTES = 65_536;

/** A standard column, as the mapping of a file may name it. */
export interface StandardColumnWords {
  /** `account`, `dueOn`, `attributes.*` standing for any attribute. */
  name: string;
  /** text, choice, currency, amount, date, month, instant, boolean, tags, invoice, allocations or attribute. */
  kind: string;
  /** Without it a file is refused. */
  required: boolean;
  /** Of a choice. */
  options: string[];
}

/** A column of the file, with what its first values look like. */
export interface FileColumn {
  name: string;
  /** Of its first rows, those that differ, at most 5. */
  samples: string[];
  looksLike: ColumnLook;
}

export type ColumnLook =
  'empty' | 'date' | 'amount' | 'number' | 'currency' | 'email' | 'country' | 'boolean' | 'text';

/** Why a standard column was set to a column of the file. */
export interface ColumnGuess {
  /** The standard column. */
  column: string;
  fileColumn: string;
  /** By its standard name, by another name that means the same, or by the look of its values alone. */
  by: 'name' | 'synonym' | 'values';
}

/** `POST /api/v1/imports/{entity}/preview`: the beginning of a file as it would be read. Writes nothing. */
export interface ImportPreview {
  entity: BillingEntity;
  standardColumns: StandardColumnWords[];
  columns: FileColumn[];
  /** The one that was sent, else the one guessed. */
  mapping: ImportMapping;
  /** Empty where a mapping was sent. */
  guesses: ColumnGuess[];
  /** What is to be looked at: a date format that could be read in two ways, a currency that nothing says. */
  doubts: string[];
  /** Why the file as a whole would be refused; empty: it would be taken. */
  problems: PreviewProblem[];
  /** Its first rows, at most 20, as they would be read and applied now. */
  rows: PreviewRow[];
}

export interface PreviewRow {
  /** Number of the line in the file. */
  line: number;
  /** By the file's columns, as they stand there. */
  cells: Record<string, string>;
  /** By the API's fields, as far as they could be read; amounts in minor units. */
  input: Record<string, unknown>;
  /** Empty: it would be in. */
  problems: PreviewProblem[];
}

export interface PreviewProblem {
  /** The file's own name; null where the row or file as a whole is at fault. */
  column: string | null;
  reason: string;
}
