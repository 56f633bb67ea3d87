import { ImportRefusal } from '../import-refusal.js';
import { parseCsv } from './parse-csv.js';
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
  const [best] = DELIMITERS.flatMap((delimiter) => {
    const { records, problem } = parseCsv(line.text, delimiter);
    const [names] = records;
    return names && problem === null ? [{ delimiter, columns: names.map((name) => name.trim()) }] : [];
  }).sort((a, b) => b.columns.length - a.columns.length);
  if (!best) throw brokenHeader('Its quotes do not match.');
  return best;
}

function brokenHeader(reason: string): ImportRefusal {
  return new ImportRefusal({ code: 'brokenHeader', message: `The header cannot be read. ${reason}` });
}
