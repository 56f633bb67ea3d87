import type { Cell, SourceRecord } from '../read/source-record.js';
import { ImportRefusal } from '../import-refusal.js';
import { readCsvHeader } from '../read/csv-header.js';
import { CsvRecords } from '../read/csv-records.js';
import { readJsonRecord } from '../read/json-records.js';
import type { FileFormat } from '../read/open-file.js';
import { readLines } from '../read/read-lines.js';
import type { SourceLine } from '../read/source-line.js';
import { toUtf8 } from '../read/to-utf8.js';

/** The beginning of a file, before anybody knows what its columns mean. */
export interface Beginning {
  /** In the order of the file; of NDJSON in that of their first appearance. */
  columns: string[];
  records: SourceRecord[];
}

/** Reads at most so many bytes; the rest of the file is not asked for. */
export async function readBeginning(
  bytes: AsyncIterable<Uint8Array>,
  format: FileFormat,
  { most, isCut }: { most: number; isCut: boolean },
): Promise<Beginning> {
  const taken = new TakenBytes(bytes, most);
  const lines: SourceLine[] = [];
  for await (const some of readLines(toUtf8(taken.chunks()))) lines.push(...some);
  // The last line of what was cut off may be half of one.
  const wasCut = isCut || taken.wereMore;
  const whole = wasCut && lines.length > 1 ? lines.slice(0, -1) : lines;
  const from = whole.findIndex((line) => line.kind === 'unreadable' || line.text.trim() !== '');
  const [first, ...rest] = from < 0 ? [] : whole.slice(from);
  if (first === undefined) throw new ImportRefusal({ code: 'emptyFile', message: 'The file is empty.' });
  return format === 'csv' ? readCsv(first, rest, wasCut) : readNdjson([first, ...rest]);
}

/** Bytes up to a number of them. */
class TakenBytes {
  wereMore = false;

  constructor(
    private readonly bytes: AsyncIterable<Uint8Array>,
    private readonly most: number,
  ) {}

  async *chunks(): AsyncGenerator<Uint8Array> {
    let left = this.most;
    for await (const chunk of this.bytes) {
      yield chunk.subarray(0, left);
      this.wereMore = chunk.length > left;
      left -= chunk.length;
      if (left <= 0 && this.wereMore) return;
    }
  }
}

function readCsv(first: SourceLine, rest: readonly SourceLine[], wasCut: boolean): Beginning {
  const { delimiter, columns } = readCsvHeader(first);
  const reader = new CsvRecords(delimiter, columns.length);
  const records = reader.read(rest);
  // A quote that is open where the file was cut may be closed behind it.
  if (!wasCut) records.push(...reader.end());
  return {
    columns,
    records: records.map((record) => {
      if (record.kind === 'rejected') return record;
      const { line, raw, fields } = record;
      const cells = new Map<string, Cell>(columns.map((name, index) => [name, fields[index]]));
      return { kind: 'row', line, raw, cells };
    }),
  };
}

function readNdjson(lines: readonly SourceLine[]): Beginning {
  const records = lines.flatMap((line) => readJsonRecord(line) ?? []);
  const columns = records.flatMap((record) => (record.kind === 'row' ? [...record.cells.keys()] : []));
  return { columns: [...new Set(columns)], records };
}
