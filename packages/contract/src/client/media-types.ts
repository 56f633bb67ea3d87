export type FileFormat = 'csv' | 'ndjson';

/** How uploads say what they are. */
export const MEDIA_TYPES: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
};
