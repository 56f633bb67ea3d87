import type { ImportMapping } from '@dunwell/contract';
import { checkHeader, columnsNamed, planColumns, type ColumnPlan } from '../columns/column-plan.js';
import { ImportRefusal } from '../import-refusal.js';
import { CsvRecords, type CsvSourceRecord } from './csv-records.js';
import { readCsvHeader } from './csv-header.js';
import { readJsonRecord } from './json-records.js';
import { readLines } from './read-lines.js';
import type { SourceLine } from './source-line.js';
import type { SourceRecord } from './source-record.js';
import { toUtf8 } from './to-utf8.js';

export type FileFormat = 'csv' | 'ndjson';

/** A file whose beginning has been read and found usable. */
export interface OpenFile {
  plan: ColumnPlan;
  records: AsyncGenerator<SourceRecord[]>;
  /** Columns that nothing names; of NDJSON those met so far. */
  ignoredColumns: () => string[];
}

/** A file of any size must not make a list of any length. */
const MOST_IGNORED_COLUMNS = 200;

/** Between them others get their turn, however slow a file of nothing but broken lines is. */
const LINES_AT_ONCE = 500;

/** Reads the first line of a file and compares it with the mapping; refuses what cannot be imported at all. */
export async function openFile(
  bytes: AsyncIterable<Uint8Array>,
  format: FileFormat,
  mapping: ImportMapping,
): Promise<OpenFile> {
  const plan = planColumns(mapping);
  const lines = readLines(toUtf8(bytes));
  const { first, rest } = await firstLine(lines);
  return format === 'csv'
    ? openCsv(first, { rest, lines }, { plan, mapping })
    : openJson([first, ...rest], lines, plan);
}

type Lines = AsyncGenerator<SourceLine[]>;

async function firstLine(lines: Lines): Promise<{ first: SourceLine; rest: SourceLine[] }> {
  for await (const some of keptOpen(lines)) {
    const at = some.findIndex((line) => line.kind === 'unreadable' || line.text.trim() !== '');
    const [first, ...rest] = at < 0 ? [] : some.slice(at);
    if (first) return { first, rest };
  }
  throw new ImportRefusal({ code: 'emptyFile', message: 'The file is empty.' });
}

/** Leaving the loop must not end the generator: others read on from it. */
function keptOpen(lines: Lines): AsyncIterable<SourceLine[]> {
  return { [Symbol.asyncIterator]: () => ({ next: () => lines.next() }) };
}

function openCsv(
  first: SourceLine,
  { rest, lines }: { rest: SourceLine[]; lines: Lines },
  { plan, mapping }: { plan: ColumnPlan; mapping: ImportMapping },
): OpenFile {
  const { delimiter, columns } = readCsvHeader(first);
  const ignored = checkHeader(plan, mapping, columns);
  const reader = new CsvRecords(delimiter, columns.length);
  const named = columns.flatMap((name, index) =>
    columnsNamed(plan, name).length > 0 ? [{ name, index }] : [],
  );
  const toRecord = (record: CsvSourceRecord): SourceRecord => {
    if (record.kind === 'rejected') return record;
    const { line, raw, fields } = record;
    const cells = new Map(named.map(({ name, index }) => [name, fields[index]]));
    return { kind: 'row', line, raw, cells };
  };
  async function* records(): AsyncGenerator<SourceRecord[]> {
    for (const some of inParts(rest)) yield reader.read(some).map(toRecord);
    for await (const all of lines) for (const some of inParts(all)) yield reader.read(some).map(toRecord);
    yield reader.end().map(toRecord);
  }
  return { plan, records: records(), ignoredColumns: () => ignored };
}

function* inParts(lines: readonly SourceLine[]): Generator<SourceLine[]> {
  for (let from = 0; from < lines.length; from += LINES_AT_ONCE)
    yield lines.slice(from, from + LINES_AT_ONCE);
}

function openJson(start: SourceLine[], lines: Lines, plan: ColumnPlan): OpenFile {
  const ignored = new Set<string>();
  const read = (some: SourceLine[]): SourceRecord[] =>
    some.flatMap((line) => {
      const record = readJsonRecord(line);
      if (record?.kind === 'row') noteIgnored(record.cells.keys(), plan, ignored);
      return record ?? [];
    });
  async function* records(): AsyncGenerator<SourceRecord[]> {
    yield read(start);
    for await (const some of lines) yield read(some);
  }
  return { plan, records: records(), ignoredColumns: () => [...ignored] };
}

function noteIgnored(names: Iterable<string>, plan: ColumnPlan, ignored: Set<string>): void {
  for (const name of names) {
    if (ignored.size < MOST_IGNORED_COLUMNS && columnsNamed(plan, name).length === 0)
      ignored.add(name.slice(0, 200));
  }
}
