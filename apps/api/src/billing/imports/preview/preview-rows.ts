import type { BillingEntity, BillingInputs, PreviewProblem, PreviewRow } from '@dunwell/contract';
import type { RowOutcome } from '../../apply/apply-context.js';
import { readCells, type Fields } from '../columns/build-row.js';
import { fileColumnOf, type ColumnPlan } from '../columns/column-plan.js';
import type { Cell, SourceRecord } from '../read/source-record.js';

/** Rows as they would be read, with everything that is wrong with their cells; those with nothing wrong can be tried. */
export function readPreviewRows(records: readonly SourceRecord[], plan: ColumnPlan): PreviewRow[] {
  return records.map((record): PreviewRow => {
    const { line } = record;
    if (record.kind === 'rejected')
      return { line, cells: {}, input: {}, problems: [{ column: null, reason: record.reason }] };
    const { fields, faults } = readCells(record.cells, plan);
    return { line, cells: shown(record.cells), input: fields, problems: faults };
  });
}

/** What the rows that can be read ask for, in their order. */
export function inputsOf(rows: readonly PreviewRow[]): BillingInputs[BillingEntity][] {
  return rows
    .filter(isReadable)
    .map(({ input }) => input as Fields as unknown as BillingInputs[BillingEntity]);
}

/** Adds what was wrong with the rows when they were tried. */
export function withOutcomes(
  rows: readonly PreviewRow[],
  outcomes: readonly RowOutcome[],
  plan: ColumnPlan,
): PreviewRow[] {
  const tried = [...outcomes];
  return rows.map((row) => {
    const outcome = isReadable(row) ? tried.shift() : undefined;
    if (outcome?.status !== 'rejected') return row;
    const problems = outcome.problems.map(({ field, message }): PreviewProblem => ({
      column: fileColumnOf(plan, field),
      reason: message,
    }));
    return { ...row, problems };
  });
}

const isReadable = ({ problems }: PreviewRow): boolean => problems.length === 0;

/** A cell as it stands in the file, shortened. */
export const cellText = (cell: Cell): string =>
  (typeof cell === 'string' ? cell : JSON.stringify(cell ?? null)).slice(0, LONGEST_CELL);

const LONGEST_CELL = 200;

const shown = (cells: ReadonlyMap<string, Cell>): Record<string, string> =>
  Object.fromEntries([...cells].map(([name, cell]) => [name, cellText(cell)]));
