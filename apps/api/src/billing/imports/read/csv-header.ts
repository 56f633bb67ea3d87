import { ImportRefusal } from '../import-refusal.js';
import { parseCsvRecord } from './parse-csv-record.js';
import type { SourceLine } from './source-line.js';

export interface CsvHeader {
  delimiter: string;
  columns: string[];
}

/** Spreadsheets separate by what their country leaves free: semicolons where the comma is in numbers. */
const DELIMITERS = [',', ';', '\t'] as const;

/** Reads the names of the columns and sees by which character they are separated. */
export function readCsvHeader(line: SourceLine): CsvHeader {
  if (line.kind === 'unreadable') throw brokenHeader(line.reason);
  const [best] = DELIMITERS.map((delimiter) => ({ delimiter, record: parseCsvRecord(line.text, delimiter) }))
    .flatMap(({ delimiter, record }) =>
      record.kind === 'fields' ? [{ delimiter, columns: record.fields.map((name) => name.trim()) }] : [],
    )
    .sort((a, b) => b.columns.length - a.columns.length);
  if (!best) throw brokenHeader('Its quotes do not match.');
  return best;
}

function brokenHeader(reason: string): ImportRefusal {
  return new ImportRefusal({ code: 'brokenHeader', message: `The header cannot be read. ${reason}` });
}
