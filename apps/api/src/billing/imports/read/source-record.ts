/** A cell as a file gives it: text in CSV, any JSON value in NDJSON. */
export type Cell = unknown;

/** One record of a file, by the file's own column names, or a line that could not be read as one. */
export type SourceRecord =
  | { kind: 'row'; line: number; raw: string; cells: ReadonlyMap<string, Cell> }
  | { kind: 'rejected'; line: number; raw: string; reason: string };
