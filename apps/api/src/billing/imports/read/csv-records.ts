import { nextFrames, type CsvFrame, type TextLine } from './csv-frames.js';
import { parseCsv } from './parse-csv.js';
import { rawOf, type SourceLine } from './source-line.js';

/** A record with its fields in order, or the first line of one that cannot be read. */
export type CsvSourceRecord =
  | { kind: 'fields'; line: number; raw: string; fields: string[] }
  | { kind: 'rejected'; line: number; raw: string; reason: string };

/**
 * Reads records with csv-parse, many at once, since its calls are dear. A parser of whole files cannot go back:
 * behind a quote that is never closed everything would be lost. Here only the line that opened it is rejected,
 * and the next is read as a record of its own.
 */
export class CsvRecords {
  /** Lines of a record whose end has not come yet. */
  private waiting: TextLine[] = [];

  /** `width`: the number of fields of each record. */
  constructor(
    private readonly delimiter: string,
    private readonly width: number,
  ) {}

  /** The records that end in these lines. Behind each that is broken the rest begins anew: give it not too many. */
  read(lines: readonly SourceLine[]): CsvSourceRecord[] {
    const records: CsvSourceRecord[] = [];
    for (const line of lines) {
      if (line.kind === 'text') {
        this.waiting.push(line);
        continue;
      }
      records.push(...this.end());
      records.push({ kind: 'rejected', line: line.number, raw: line.raw, reason: line.reason });
    }
    return [...records, ...this.parseWaiting(false)];
  }

  /** What still waits for its end, at the end of the file. */
  end(): CsvSourceRecord[] {
    return this.parseWaiting(true);
  }

  private parseWaiting(isEnd: boolean): CsvSourceRecord[] {
    const lines = this.waiting;
    const records: CsvSourceRecord[] = [];
    let from = 0;
    for (;;) {
      const frames = nextFrames(lines, from, isEnd);
      const last = frames.at(-1);
      if (!last) break;
      const good = this.parseFrames(frames, lines);
      records.push(...good);
      const broken = frames[good.length];
      if (broken) records.push(this.rejectFirst(broken, lines));
      from = broken ? broken.from + 1 : last.to;
    }
    // Empty lines wait for nothing, and there may be any number of them.
    while (lines[from]?.text === '') from += 1;
    this.waiting = lines.slice(from);
    return records;
  }

  /** The records of the frames before the first that is broken. */
  private parseFrames(frames: readonly CsvFrame[], lines: readonly TextLine[]): CsvSourceRecord[] {
    const texts = frames.map((frame) => textOf(frame, lines));
    const parsed = parseCsv(texts.join('\n'), this.delimiter).records;
    const records: CsvSourceRecord[] = [];
    for (const [index, { from, to }] of frames.entries()) {
      const fields = parsed[index];
      const raw = texts[index] ?? '';
      const line = lines[from]?.number ?? 0;
      if (!fields) break;
      if (fields.length === this.width) records.push({ kind: 'fields', line, raw, fields });
      // Several lines that do not add up were joined by a quote too many.
      else if (to - from > 1) break;
      else records.push({ kind: 'rejected', line, raw: rawOf(raw), reason: this.wrongWidth(fields.length) });
    }
    return records;
  }

  private rejectFirst({ from }: CsvFrame, lines: readonly TextLine[]): CsvSourceRecord {
    const { number, text } = lines[from] ?? { number: 0, text: '' };
    const { problem } = parseCsv(text, this.delimiter);
    // A line that broke its record is broken itself, or opened a quote.
    if (problem === null) throw new Error(`Line ${number} is a record of its own and yet broke one.`);
    return { kind: 'rejected', line: number, raw: rawOf(text), reason: problem };
  }

  private wrongWidth(width: number): string {
    return `The line has ${width} fields, the header ${this.width}.`;
  }
}

const textOf = ({ from, to }: CsvFrame, lines: readonly TextLine[]): string =>
  lines
    .slice(from, to)
    .map(({ text }) => text)
    .join('\n');
