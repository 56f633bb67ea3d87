import type { AllocationInput, AttributeValue } from '@dunwell/contract';
import { isCurrency, type AttributeType } from '@dunwell/language';
import type { Cell } from '../read/source-record.js';
import { localInstant, type DateFormat } from './date-format.js';
import { readDecimal, type DecimalMark } from './decimal.js';
import { parseAmount } from './parse-amount.js';
import { parsed, refused, type Parsed } from './parsed.js';
import type { CellKind, StandardColumn } from './standard-columns.js';

/** What the meaning of a cell depends on besides its column. */
export interface CellContext {
  /** The row's; undefined where it says none. */
  currency: string | undefined;
  dateFormat: DateFormat;
  timeZone: string;
  decimalMark: DecimalMark | undefined;
  attributeTypes: Readonly<Record<string, AttributeType>>;
}

/** A cell that is not empty. */
type Filled = string | number | boolean | object;

type Reader = (cell: Filled, column: StandardColumn, context: CellContext) => Parsed<unknown>;

const READERS: Readonly<Record<CellKind, Reader>> = {
  text: (cell) => asText(cell),
  choice: (cell, { options = [] }) =>
    from(asText(cell), (text) =>
      options.includes(text) ? parsed(text) : refused(`"${text}" is not one of ${options.join(', ')}.`),
    ),
  currency: (cell) =>
    from(asText(cell), (text) =>
      isCurrency(text)
        ? parsed(text)
        : refused(`"${text}" is not a currency. Use an ISO 4217 code such as EUR or USD.`),
    ),
  amount: (cell, _, context) =>
    from(readAmount(cell, context), (amount) =>
      amount < 0 ? refused('The amount is negative.') : parsed(amount),
    ),
  date: (cell, _, { dateFormat }) =>
    from(asText(cell), (text) => from(dateFormat(text), ({ date }) => parsed(date))),
  month: (cell, _, context) => from(asText(cell), (text) => readMonth(text, context)),
  instant: (cell, _, context) => from(asText(cell), (text) => readInstant(text, context)),
  boolean: (cell) => from(asText(cell), readBoolean),
  tags: (cell) => {
    if (!Array.isArray(cell)) return from(asText(cell), (text) => parsed(partsOf(text)));
    return cell.every((tag) => typeof tag === 'string')
      ? parsed(cell)
      : refused('tags must be a list of texts.');
  },
  invoice: (cell) => asText(cell),
  allocations: (cell, _, context) =>
    Array.isArray(cell)
      ? each(cell, (one) => readAllocation(one, context))
      : from(asText(cell), (text) => each(partsOf(text), (part) => readAllocationText(part, context))),
  attribute: (cell, { field }, context) => readAttribute(cell, context.attributeTypes[field], context),
};

/** What an empty cell of a clearable column says. */
const CLEARED: Partial<Record<CellKind, unknown>> = { tags: [], allocations: [] };

/** Reads one cell; undefined: an empty one, which leaves the field as it is. */
export function readCell(cell: Cell, column: StandardColumn, context: CellContext): Parsed<unknown> {
  const value = typeof cell === 'string' ? cell.trim() : cell;
  // JSON knows nothing else.
  if (value !== '' && value !== null && value !== undefined)
    return READERS[column.kind](value, column, context);
  if (column.required) return refused(`${column.field} is empty.`);
  return parsed(column.clearable ? (CLEARED[column.kind] ?? null) : undefined);
}

function asText(cell: Filled): Parsed<string> {
  if (typeof cell === 'string') return parsed(cell);
  if (typeof cell === 'number' || typeof cell === 'boolean') return parsed(String(cell));
  return refused('The value is a list or an object, where one text belongs.');
}

function readAmount(cell: Filled, { currency, decimalMark }: CellContext): Parsed<number> {
  return from(asText(cell), (text) =>
    currency === undefined
      ? refused(`The amount ${text} has no currency.`)
      : isCurrency(currency)
        ? parseAmount(text, currency, typeof cell === 'number' ? undefined : decimalMark)
        : refused(`"${currency}" is not a currency. Use an ISO 4217 code such as EUR or USD.`),
  );
}

/** Cards print the month; some systems send a date in it. */
function readMonth(text: string, { dateFormat }: CellContext): Parsed<string> {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return parsed(text);
  const date = dateFormat(text);
  return date.ok ? parsed(date.value.date.slice(0, 7)) : refused(`"${text}" is not a month, YYYY-MM.`);
}

/** ISO 8601 goes through as it is, to be checked like any other write; a date of the file's form becomes ISO. */
function readInstant(text: string, { dateFormat, timeZone }: CellContext): Parsed<string> {
  if (/^\d{4}-\d\d-\d\d(T|$)/.test(text)) return parsed(text);
  return from(dateFormat(text), ({ date, time }) =>
    parsed(time === null ? date : localInstant(date, time, timeZone)),
  );
}

const TRUE = new Set(['true', 'yes', '1']);
const FALSE = new Set(['false', 'no', '0']);

function readBoolean(text: string): Parsed<boolean> {
  const word = text.toLowerCase();
  if (TRUE.has(word)) return parsed(true);
  return FALSE.has(word) ? parsed(false) : refused(`"${text}" is not true or false.`);
}

/** Without a declared type, text is text and JSON's numbers and booleans are what they are (S18). */
function readAttribute(
  cell: Filled,
  type: AttributeType | undefined,
  context: CellContext,
): Parsed<AttributeValue> {
  if (type === undefined && (typeof cell === 'number' || typeof cell === 'boolean')) return parsed(cell);
  return from(asText(cell), (text) => ATTRIBUTE_READERS[type ?? 'text'](text, context));
}

const ATTRIBUTE_READERS: Readonly<
  Record<AttributeType, (text: string, context: CellContext) => Parsed<AttributeValue>>
> = {
  text: parsed,
  number: (text, { decimalMark }) => {
    const decimal = readDecimal(text, decimalMark);
    return decimal
      ? parsed(Number(`${decimal.sign}${decimal.whole}.${decimal.decimals || '0'}`))
      : refused(`"${text}" is not a number.`);
  },
  boolean: readBoolean,
  date: (text, { dateFormat }) => from(dateFormat(text), ({ date }) => parsed(date)),
};

/** `INV-1=50.00`, one of several separated by |. */
function readAllocationText(text: string, context: CellContext): Parsed<AllocationInput> {
  const equals = text.lastIndexOf('=');
  if (equals <= 0) return refused(`"${text}" is not an allocation. Write it like INV-1=50.00.`);
  return readAllocation({ invoice: text.slice(0, equals), amount: text.slice(equals + 1).trim() }, context);
}

function readAllocation(value: unknown, context: CellContext): Parsed<AllocationInput> {
  const { invoice, amount, at } = (value ?? {}) as Record<string, unknown>;
  if (typeof invoice !== 'string' || amount === undefined || amount === null)
    return refused('An allocation needs an invoice and an amount.');
  if (at !== undefined && typeof at !== 'string')
    return refused('The instant of an allocation must be text, ISO 8601.');
  return from(readAmount(amount, context), (minor) =>
    parsed({ invoice: invoice.trim(), amount: minor, ...(at === undefined ? {} : { at }) }),
  );
}

const partsOf = (text: string): string[] =>
  text
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');

function from<A, B>(result: Parsed<A>, next: (value: A) => Parsed<B>): Parsed<B> {
  return result.ok ? next(result.value) : result;
}

function each<A, B>(values: readonly A[], read: (value: A) => Parsed<B>): Parsed<B[]> {
  const all: B[] = [];
  for (const value of values) {
    const result = read(value);
    if (!result.ok) return result;
    all.push(result.value);
  }
  return parsed(all);
}
