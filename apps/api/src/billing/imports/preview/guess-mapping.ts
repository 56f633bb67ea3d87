import type { BillingEntity, ColumnGuess, ImportMapping } from '@dunwell/contract';
import { isCurrency } from '@dunwell/language';
import { STANDARD_DATE_FORMAT } from '../columns/date-format.js';
import { readDecimal, type DecimalMark } from '../columns/decimal.js';
import { STANDARD_COLUMNS } from '../columns/standard-columns.js';
import { columnLook } from './column-look.js';
import { nameRank } from './column-synonyms.js';
import { guessDateFormat } from './date-formats.js';

/** The beginning of a file: its columns and the values of its first rows by column. */
export interface FileSample {
  columns: readonly string[];
  values: ReadonlyMap<string, readonly string[]>;
}

export interface MappingGuess {
  mapping: ImportMapping;
  guesses: ColumnGuess[];
  /** In words: what is to be looked at. */
  doubts: string[];
}

/**
 * Guesses how a file is to be read: its columns by their names in several languages and by the look of their values,
 * dates and decimals by their form. `onlyCurrency`: that of all accounts so far, taken where the file says none.
 */
export function guessMapping(
  entity: BillingEntity,
  sample: FileSample,
  onlyCurrency: string | null,
): MappingGuess {
  const named = withLooks(entity, sample, byNames(entity, sample));
  const unfit = named.filter(
    ({ column, fileColumn, by }) => by !== 'name' && !fits(entity, column, valuesOf(sample, fileColumn)),
  );
  const guesses = named.filter((guess) => !unfit.includes(guess));
  const columns = Object.fromEntries(guesses.map(({ column, fileColumn }) => [column, fileColumn]));
  const filled = (kinds: ReadonlySet<string>) =>
    guesses
      .filter(({ column }) => kinds.has(STANDARD_COLUMNS[entity][column]?.kind ?? ''))
      .flatMap(({ fileColumn }) => valuesOf(sample, fileColumn));
  const dates = readDates(filled(DATES));
  const decimals = readDecimals(filled(AMOUNTS));
  const currency = readCurrency(entity, columns, onlyCurrency);
  return {
    mapping: { entity, columns, ...dates.part, ...decimals.part, ...currency.part },
    guesses,
    doubts: [...unfit.map(unfitWords), ...dates.doubts, ...decimals.doubts, ...currency.doubts],
  };
}

const DATES: ReadonlySet<string> = new Set(['date', 'instant']);
const AMOUNTS: ReadonlySet<string> = new Set(['amount']);

/** A part of the mapping with what is doubtful about it. */
interface Part {
  part: Partial<ImportMapping>;
  doubts: string[];
}

const NOTHING: Part = { part: {}, doubts: [] };

/** The likeliest pairs first; each column of either side is used once. */
function byNames(entity: BillingEntity, { columns }: FileSample): ColumnGuess[] {
  const pairs = Object.keys(STANDARD_COLUMNS[entity])
    .flatMap((column) =>
      columns.map((fileColumn) => ({ column, fileColumn, rank: nameRank(entity, column, fileColumn) })),
    )
    .flatMap(({ rank, ...pair }) => (rank === null ? [] : [{ ...pair, rank }]))
    .sort((a, b) => a.rank - b.rank);
  const guesses: ColumnGuess[] = [];
  for (const { column, fileColumn, rank } of pairs) {
    if (guesses.some((one) => one.column === column || one.fileColumn === fileColumn)) continue;
    // A payment and an invoice said to be the same instant would be refused.
    if (column === 'effectiveAt' && isInstantTwice(entity, guesses)) continue;
    guesses.push({ column, fileColumn, by: rank === 0 ? 'name' : 'synonym' });
  }
  return guesses;
}

const isInstantTwice = (entity: BillingEntity, guesses: readonly ColumnGuess[]): boolean => {
  const { field } = STANDARD_COLUMNS[entity].effectiveAt ?? {};
  return guesses.some(({ column }) => column === field);
};

/** Standard columns that no name was found for, where just one other column looks like them. */
const LOOKS: readonly (readonly [kind: string, look: string])[] = [
  ['currency', 'currency'],
  ['amount', 'amount'],
];

function withLooks(entity: BillingEntity, sample: FileSample, named: readonly ColumnGuess[]): ColumnGuess[] {
  const guesses = [...named];
  const add = (column: string, look: string): void => {
    if (guesses.some((one) => one.column === column)) return;
    const free = sample.columns.filter(
      (fileColumn) =>
        !guesses.some((one) => one.fileColumn === fileColumn) &&
        columnLook(valuesOf(sample, fileColumn)) === look,
    );
    const [only] = free;
    if (only !== undefined && free.length === 1) guesses.push({ column, fileColumn: only, by: 'values' });
  };
  for (const [kind, look] of LOOKS) {
    for (const [column, standard] of Object.entries(STANDARD_COLUMNS[entity])) {
      if (standard.kind === kind) add(column, look);
    }
  }
  if ('email' in STANDARD_COLUMNS[entity]) add('email', 'email');
  return guesses;
}

/** A column whose values only a few words may be is left alone where the file has others. */
function fits(entity: BillingEntity, column: string, values: readonly string[]): boolean {
  const { kind, options = [] } = STANDARD_COLUMNS[entity][column] ?? {};
  if (kind === 'choice')
    return values.every((value) => value.trim() === '' || options.includes(value.trim()));
  return kind !== 'boolean' || ['boolean', 'empty'].includes(columnLook(values));
}

const unfitWords = ({ column, fileColumn }: ColumnGuess): string =>
  `${fileColumn} looks like ${column}, but has values that are not known there; it is left out.`;

function readDates(values: readonly string[]): Part {
  const guess = guessDateFormat(values);
  if (guess === null) return NOTHING;
  const doubts =
    guess.or === null
      ? []
      : [`The dates are read as ${guess.format}; they could be ${guess.or} as well. Look at one you know.`];
  return { part: guess.format === STANDARD_DATE_FORMAT ? {} : { dateFormat: guess.format }, doubts };
}

/** No currency has more decimals than this, but for a few with three. */
const USUAL_DECIMALS = 2;

const MARKS: readonly (DecimalMark | undefined)[] = [undefined, ',', '.'];

/** The mark that reads most amounts; of those that read as many, the first. */
function readDecimals(values: readonly string[]): Part {
  const filled = values.map((value) => value.trim()).filter((value) => value !== '');
  const isRead = (value: string, mark: DecimalMark | undefined): boolean => {
    const decimal = readDecimal(value, mark);
    return decimal !== null && decimal.decimals.length <= USUAL_DECIMALS;
  };
  const scored = MARKS.map((mark) => ({ mark, read: filled.filter((value) => isRead(value, mark)).length }));
  const [best] = scored.sort((one, other) => other.read - one.read);
  if (best === undefined || filled.length === 0) return NOTHING;
  const doubts =
    best.read < filled.length ? ['Some amounts are not written like numbers; the rows say which.'] : [];
  return { part: best.mark === undefined ? {} : { decimalMark: best.mark }, doubts };
}

function readCurrency(
  entity: BillingEntity,
  columns: Readonly<Record<string, string>>,
  onlyCurrency: string | null,
): Part {
  const hasAmount = Object.keys(columns).some(
    (column) => STANDARD_COLUMNS[entity][column]?.kind === 'amount',
  );
  const needsOne = hasAmount || entity === 'accounts';
  if (!needsOne || 'currency' in columns) return NOTHING;
  if (onlyCurrency === null || !isCurrency(onlyCurrency)) {
    return { part: {}, doubts: ['Nothing says which currency the amounts are in: choose one for all rows.'] };
  }
  return {
    part: { constants: { currency: onlyCurrency } },
    doubts: [
      `Nothing says which currency the amounts are in; they are taken to be ${onlyCurrency}, as all so far.`,
    ],
  };
}

const valuesOf = ({ values }: FileSample, fileColumn: string): readonly string[] =>
  values.get(fileColumn) ?? [];
