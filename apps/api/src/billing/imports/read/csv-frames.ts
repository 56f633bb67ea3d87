import { LONGEST_LINE } from './read-lines.js';
import type { SourceLine } from './source-line.js';

export type TextLine = SourceLine & { kind: 'text' };

/** Lines from one index until before another that seem to be one record. */
export interface CsvFrame {
  from: number;
  to: number;
}

/** A quoted field may hold line breaks, but one that holds more was never closed. */
const MOST_LINES = 100;

/**
 * Finds where records end. Quotes come in pairs, doubled ones too, so while their number is odd one is open and
 * the record goes on in the next line; at the `isEnd` of what there is, or beyond the limits, it is cut off.
 * What lies behind the last frame has to wait for more lines.
 */
export function nextFrames(lines: readonly TextLine[], start: number, isEnd: boolean): CsvFrame[] {
  const frames: CsvFrame[] = [];
  for (let from = start; from < lines.length;) {
    if (lines[from]?.text === '') {
      from += 1;
      continue;
    }
    const to = endOfFrame(lines, from) ?? (isEnd ? lines.length : undefined);
    if (to === undefined) return frames;
    frames.push({ from, to });
    from = to;
  }
  return frames;
}

function endOfFrame(lines: readonly TextLine[], from: number): number | undefined {
  let quotes = 0;
  let length = 0;
  for (let at = from; at < lines.length; at += 1) {
    const text = lines[at]?.text ?? '';
    quotes += countQuotes(text);
    length += text.length;
    if (quotes % 2 === 0 || at - from >= MOST_LINES || length > LONGEST_LINE) return at + 1;
  }
  return undefined;
}

function countQuotes(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count += 1;
  return count;
}
