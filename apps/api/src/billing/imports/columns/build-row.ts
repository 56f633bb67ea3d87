import type { BillingEntity, BillingInputs } from '@dunwell/contract';
import type { Cell, SourceRecord } from '../read/source-record.js';
import { rawOf } from '../read/source-line.js';
import { columnsNamed, fileColumnOf, type ColumnPlan } from './column-plan.js';
import { readCell } from './read-cell.js';
import { STANDARD_COLUMNS, type StandardColumn } from './standard-columns.js';

/** A row of a file as the input the API would take for it. */
export interface ImportRow<Entity extends BillingEntity = BillingEntity> {
  line: number;
  raw: string;
  input: BillingInputs[Entity];
}

/** A line that is not taken over, and why. */
export interface Rejection {
  line: number;
  /** The file's own name; null where the whole line is at fault. */
  column: string | null;
  reason: string;
  raw: string;
}

export type BuiltRow = { kind: 'row'; row: ImportRow } | { kind: 'rejected'; rejection: Rejection };

export type Fields = Record<string, unknown>;

/** What is wrong with a cell, or with a row. */
export type Fault = Pick<Rejection, 'column' | 'reason'>;

/** Makes an input of a record; the first cell that cannot be read rejects it. */
export function buildRow(record: SourceRecord, plan: ColumnPlan): BuiltRow {
  const { line } = record;
  const raw = rawOf(record.raw);
  if (record.kind === 'rejected')
    return { kind: 'rejected', rejection: { line, raw, column: null, reason: record.reason } };
  const { fields, faults } = readCells(record.cells, plan);
  const [fault] = faults;
  if (fault) return { kind: 'rejected', rejection: { line, raw, ...fault } };
  // The table of standard columns is what ties the names and types of fields to the entity.
  return { kind: 'row', row: { line, raw, input: fields as unknown as BillingInputs[BillingEntity] } };
}

/** The fields of a row as far as they can be read, and everything that is wrong with its cells. */
export function readCells(
  cells: ReadonlyMap<string, Cell>,
  plan: ColumnPlan,
): { fields: Fields; faults: Fault[] } {
  const { dateFormat, timeZone, decimalMark, attributeTypes } = plan;
  const context = { currency: currencyOf(cells, plan), dateFormat, timeZone, decimalMark, attributeTypes };
  const inStandardForm = { ...context, dateFormat: plan.standardDateFormat, decimalMark: undefined };
  const attributes: Fields = {};
  const fields: Fields = {};
  const faults: Fault[] = [];
  for (const { name, column, value, isConstant } of cellsToRead(cells, plan)) {
    const result = readCell(value, column, isConstant ? inStandardForm : context);
    if (!result.ok) faults.push({ column: name, reason: result.reason });
    else if (result.value === undefined) continue;
    else if (column.kind === 'attribute') attributes[column.field] = result.value;
    else fields[column.field] = result.value;
  }
  if (Object.keys(attributes).length > 0) fields.attributes = attributes;
  // What a cell that cannot be read would have said is not missing.
  const fault =
    faults.length > 0 ? undefined : (missingField(fields, plan) ?? allocateToInvoice(fields, plan));
  return { fields, faults: fault ? [fault] : faults };
}

interface CellToRead {
  name: string;
  column: StandardColumn;
  value: Cell;
  isConstant: boolean;
}

function* cellsToRead(cells: ReadonlyMap<string, Cell>, plan: ColumnPlan): Generator<CellToRead> {
  for (const { name, column, value } of plan.constants) yield { name, column, value, isConstant: true };
  for (const [name, value] of cells)
    for (const column of columnsNamed(plan, name)) yield { name, column, value, isConstant: false };
}

function currencyOf(cells: ReadonlyMap<string, Cell>, plan: ColumnPlan): string | undefined {
  if (plan.currencyColumn === undefined) return plan.constantCurrency;
  const cell = cells.get(plan.currencyColumn);
  return typeof cell === 'string' && cell.trim() !== '' ? cell.trim() : undefined;
}

/** A CSV without the column was refused before; lines of NDJSON differ one from another. */
function missingField(fields: Fields, { entity }: ColumnPlan): Fault | undefined {
  for (const { required, field } of Object.values(STANDARD_COLUMNS[entity])) {
    if (required && fields[field] === undefined) return { column: null, reason: `${field} is missing.` };
  }
  return undefined;
}

/** The column `invoice` allocates the whole amount of the row; empty, all of it is unapplied. */
function allocateToInvoice(fields: Fields, plan: ColumnPlan): Fault | undefined {
  if (!('invoice' in fields)) return undefined;
  const { invoice, amount } = fields;
  delete fields.invoice;
  const allocations = fields.allocations;
  if (invoice === null) {
    fields.allocations ??= [];
    return undefined;
  }
  const column = fileColumnOf(plan, 'invoice');
  if (Array.isArray(allocations) && allocations.length > 0)
    return { column, reason: 'Give either an invoice or allocations, not both.' };
  if (amount === undefined) return { column, reason: 'An invoice needs the amount that is allocated to it.' };
  fields.allocations = [{ invoice, amount }];
  return undefined;
}
