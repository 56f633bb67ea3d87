import { parseCsvRecord } from './parse-csv-record.js';
import { LONGEST_LINE } from './read-lines.js';
import { rawOf, type SourceLine } from './source-line.js';

/** A record with its fields in order, or the first line of one that cannot be read. */
export type CsvSourceRecord =
  | { kind: 'fields'; line: number; raw: string; fields: string[] }
  | { kind: 'rejected'; line: number; raw: string; reason: string };

/** A quoted field may hold line breaks, but one that holds more was never closed. */
const MOST_LINES_OF_A_RECORD = 100;

const NEVER_CLOSED = 'A quote is opened and never closed.';

/**
 * Puts lines together to records. A line that opens a quote waits for those that close it; when they do not,
 * only that line is rejected and the next is read as a record of its own.
 */
export class CsvRecords {
  private waiting: (SourceLine & { kind: 'text' })[] = [];
  private length = 0;

  /** `width`: the number of fields of each record, where it is known. */
  constructor(
    private readonly delimiter: string,
    private readonly width?: number,
  ) {}

  push(line: SourceLine): CsvSourceRecord[] {
    if (line.kind === 'unreadable') {
      return [...this.end(), { kind: 'rejected', line: line.number, raw: line.raw, reason: line.reason }];
    }
    const isFirst = this.waiting.length === 0;
    this.waiting.push(line);
    this.length += line.text.length;
    // A line without a quote cannot close one.
    if (!isFirst && !line.text.includes('"') && !this.isTooLong()) return [];
    return this.parse();
  }

  /** What still waits for a quote, at the end of the file. */
  end(): CsvSourceRecord[] {
    const records: CsvSourceRecord[] = [];
    // A line that is read anew may open a quote itself.
    while (this.waiting.length > 0) records.push(...this.giveUp(NEVER_CLOSED));
    return records;
  }

  private parse(): CsvSourceRecord[] {
    const [first] = this.waiting;
    if (!first) return [];
    const text = this.waiting.map((line) => line.text).join('\n');
    const record = parseCsvRecord(text, this.delimiter);
    if (record.kind === 'open') return this.isTooLong() ? this.giveUp(NEVER_CLOSED) : [];
    if (record.kind === 'broken') return this.giveUp(this.waiting.length > 1 ? NEVER_CLOSED : record.reason);
    const { fields } = record;
    const fits = this.width === undefined || fields.length === this.width;
    // Several lines that do not make a record were joined by a quote too many.
    if (!fits && this.waiting.length > 1) return this.giveUp(NEVER_CLOSED);
    this.forget();
    if (first.text === '' && fields.length === 1) return [];
    if (fits) return [{ kind: 'fields', line: first.number, raw: text, fields }];
    const reason = `The line has ${fields.length} fields, the header ${this.width}.`;
    return [{ kind: 'rejected', line: first.number, raw: rawOf(text), reason }];
  }

  private isTooLong(): boolean {
    return this.waiting.length > MOST_LINES_OF_A_RECORD || this.length > LONGEST_LINE;
  }

  /** Rejects the line that began the record and reads those behind it anew. */
  private giveUp(reason: string): CsvSourceRecord[] {
    const [first, ...others] = this.waiting;
    if (!first) return [];
    this.forget();
    const rejected = { kind: 'rejected' as const, line: first.number, raw: rawOf(first.text), reason };
    const again = others.flatMap((line) => this.push(line));
    return [rejected, ...again];
  }

  private forget(): void {
    this.waiting = [];
    this.length = 0;
  }
}
