import { isUtf8 } from 'node:buffer';
import { rawOf, RAW_LENGTH, type SourceLine } from './source-line.js';

/** A record of honest data has a few hundred characters; what is longer is a file that lost its line breaks. */
export const LONGEST_LINE = 1_000_000;

const LINE_BREAK = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Cuts UTF-8 bytes into lines, those of one chunk together. Holds one line at most, and of a line that is
 * too long only its beginning.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<SourceLine[]> {
  const lines = new LineCutter();
  for await (const chunk of chunks) yield lines.push(chunk);
  yield lines.end();
}

class LineCutter {
  private parts: Uint8Array[] = [];
  private length = 0;
  private number = 1;

  push(chunk: Uint8Array): SourceLine[] {
    const lines: SourceLine[] = [];
    let from = 0;
    for (let to = chunk.indexOf(LINE_BREAK); to >= 0; to = chunk.indexOf(LINE_BREAK, from)) {
      this.keep(chunk.subarray(from, to));
      lines.push(this.cut());
      from = to + 1;
    }
    this.keep(chunk.subarray(from));
    return lines;
  }

  /** What follows the last line break. */
  end(): SourceLine[] {
    return this.length === 0 ? [] : [this.cut()];
  }

  private keep(part: Uint8Array): void {
    if (part.length === 0) return;
    if (this.length <= LONGEST_LINE) this.parts.push(part);
    this.length += part.length;
  }

  private cut(): SourceLine {
    const bytes = Buffer.concat(this.parts);
    const [number, length] = [this.number, this.length];
    this.parts = [];
    this.length = 0;
    this.number += 1;
    if (length > LONGEST_LINE)
      return unreadable(number, `The line is longer than ${LONGEST_LINE} bytes.`, bytes);
    if (!isUtf8(bytes))
      return unreadable(number, 'The line is not valid UTF-8. Save the file as UTF-8.', bytes);
    return { kind: 'text', number, text: withoutReturn(bytes).toString('utf8') };
  }
}

function withoutReturn(bytes: Buffer): Buffer {
  return bytes.at(-1) === CARRIAGE_RETURN ? bytes.subarray(0, -1) : bytes;
}

function unreadable(number: number, reason: string, bytes: Buffer): SourceLine {
  return { kind: 'unreadable', number, reason, raw: rawOf(bytes.subarray(0, RAW_LENGTH).toString('utf8')) };
}
