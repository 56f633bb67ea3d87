import { rawOf, type SourceLine } from './source-line.js';
import type { Cell, SourceRecord } from './source-record.js';

/** Reads one line of NDJSON; null for an empty one. `attributes: {…}` counts as columns `attributes.…`. */
export function readJsonRecord(line: SourceLine): SourceRecord | null {
  if (line.kind === 'unreadable')
    return { kind: 'rejected', line: line.number, raw: line.raw, reason: line.reason };
  if (line.text.trim() === '') return null;
  const rejected = (reason: string): SourceRecord => ({
    kind: 'rejected',
    line: line.number,
    raw: rawOf(line.text),
    reason,
  });
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch {
    return rejected('The line is not JSON.');
  }
  if (!isObject(value)) return rejected('The line is not a JSON object.');
  return { kind: 'row', line: line.number, raw: line.text, cells: cellsOf(value) };
}

function cellsOf(value: Record<string, unknown>): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const [name, cell] of Object.entries(value)) {
    if (name !== 'attributes' || !isObject(cell)) cells.set(name, cell);
    else for (const [attribute, of] of Object.entries(cell)) cells.set(`attributes.${attribute}`, of);
  }
  return cells;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
