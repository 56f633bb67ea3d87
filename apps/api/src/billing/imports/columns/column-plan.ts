import type { BillingEntity, ImportMapping } from '@dunwell/contract';
import type { AttributeType } from '@dunwell/language';
import type { RequestProblem } from '../../../platform/http/app-error.js';
import { ImportRefusal } from '../import-refusal.js';
import { dateFormat, STANDARD_DATE_FORMAT, type DateFormat } from './date-format.js';
import type { DecimalMark } from './decimal.js';
import { findStandardColumn, STANDARD_COLUMNS, type StandardColumn } from './standard-columns.js';

/** How cells of one file become fields of inputs. */
export interface ColumnPlan {
  entity: BillingEntity;
  /** What the mapping names, and the standard names it leaves alone, by the file's column. */
  byFileColumn: ReadonlyMap<string, readonly StandardColumn[]>;
  constants: readonly { name: string; column: StandardColumn; value: string }[];
  /** Where a row says its currency; undefined where a constant does, or nothing. */
  currencyColumn: string | undefined;
  constantCurrency: string | undefined;
  dateFormat: DateFormat;
  /** Of constants, whatever the file's own. */
  standardDateFormat: DateFormat;
  timeZone: string;
  decimalMark: DecimalMark | undefined;
  attributeTypes: Readonly<Record<string, AttributeType>>;
}

/** Sets against each other what a mapping renames and what keeps its standard name. */
export function planColumns(mapping: ImportMapping): ColumnPlan {
  const { entity, columns, constants = {} } = mapping;
  const byFileColumn = new Map<string, StandardColumn[]>();
  for (const [name, fileColumn] of Object.entries(columns)) {
    byFileColumn.set(fileColumn, [...(byFileColumn.get(fileColumn) ?? []), found(entity, name)]);
  }
  for (const [name, column] of Object.entries(STANDARD_COLUMNS[entity])) {
    const spokenFor = name in columns || name in constants || byFileColumn.has(name);
    if (!spokenFor) byFileColumn.set(name, [column]);
  }
  const hasCurrency = 'currency' in STANDARD_COLUMNS[entity] && !('currency' in constants);
  return {
    entity,
    byFileColumn,
    constants: Object.entries(constants).flatMap(([name, value]) => {
      const column = findStandardColumn(entity, name);
      return column ? [{ name, column, value }] : [];
    }),
    currencyColumn: hasCurrency ? (columns.currency ?? 'currency') : undefined,
    constantCurrency: constants.currency,
    dateFormat: formatOf(mapping.dateFormat ?? STANDARD_DATE_FORMAT),
    standardDateFormat: formatOf(STANDARD_DATE_FORMAT),
    timeZone: mapping.timeZone ?? 'UTC',
    decimalMark: mapping.decimalMark,
    attributeTypes: mapping.types ?? {},
  };
}

/** What a column of the file fills; empty for one that nothing names. */
export function columnsNamed(plan: ColumnPlan, fileColumn: string): readonly StandardColumn[] {
  const named = plan.byFileColumn.get(fileColumn);
  if (named) return named;
  // Attributes keep their names too, but there is no list of them.
  const attribute = findStandardColumn(plan.entity, fileColumn);
  return attribute?.kind === 'attribute' && !plan.constants.some(({ name }) => name === fileColumn)
    ? [attribute]
    : [];
}

/** The file's column that fills a field, for problems found after the row was read. */
export function fileColumnOf(plan: ColumnPlan, field: string): string | null {
  const [top = field] = field.split(/[.[]/);
  const fills = ({ field: filled, kind }: StandardColumn) =>
    kind === 'attribute' ? field === `attributes.${filled}` : filled === top;
  for (const [fileColumn, columns] of plan.byFileColumn) if (columns.some(fills)) return fileColumn;
  return columnsNamed(plan, field).length > 0 ? field : null;
}

/**
 * Compares a file's header with the plan before the first row is read, and returns the columns that nothing
 * names. Refuses a file without the columns that name its rows, without one the mapping counts on, with one
 * of them twice, or with amounts but no currency.
 */
export function checkHeader(plan: ColumnPlan, mapping: ImportMapping, header: readonly string[]): string[] {
  const present = new Set(header);
  const problems = [
    ...missingColumns(plan, mapping, present),
    ...header
      .filter((name, index) => header.indexOf(name) < index && columnsNamed(plan, name).length > 0)
      .map((name) => problem(name, `The file has two columns ${name}.`)),
    ...contradictions(plan, header),
  ];
  if (problems.length > 0) {
    const message = `The file cannot be imported: ${problems.map((one) => one.message).join(' ')}`;
    throw new ImportRefusal({ code: 'unusableColumns', message, problems });
  }
  return [...present].filter((name) => columnsNamed(plan, name).length === 0);
}

function missingColumns(
  plan: ColumnPlan,
  mapping: ImportMapping,
  present: ReadonlySet<string>,
): RequestProblem[] {
  const mapped = Object.entries(mapping.columns)
    .filter(([, fileColumn]) => !present.has(fileColumn))
    .map(([name, fileColumn]) =>
      problem(fileColumn, `The mapping finds ${name} in ${fileColumn}, which the file does not have.`),
    );
  const required = Object.entries(STANDARD_COLUMNS[plan.entity])
    .filter(([name, column]) => column.required && !(name in mapping.columns))
    .filter(([name]) => !present.has(name) && !plan.constants.some((constant) => constant.name === name))
    .map(([name]) => problem(name, `The file has no column ${name}.`));
  return [...mapped, ...required];
}

function contradictions(plan: ColumnPlan, header: readonly string[]): RequestProblem[] {
  const filled = [
    ...plan.constants.map(({ column }) => column),
    ...[...new Set(header)].flatMap((name) => columnsNamed(plan, name)),
  ];
  const instants = filled.filter(({ kind }) => kind === 'instant').map(({ field }) => field);
  const twice = instants.find((field, index) => instants.indexOf(field) < index);
  const amount = filled.find(({ kind }) => kind === 'amount');
  const hasCurrency =
    plan.constantCurrency !== undefined ||
    (plan.currencyColumn !== undefined && header.includes(plan.currencyColumn));
  return [
    ...(twice
      ? [problem('effectiveAt', `${twice} and effectiveAt say the same here: give one of them.`)]
      : []),
    ...(amount && !hasCurrency
      ? [problem('currency', `${amount.field} needs a currency: a column, or a constant of the mapping.`)]
      : []),
  ];
}

function found(entity: BillingEntity, name: string): StandardColumn {
  const column = findStandardColumn(entity, name);
  if (!column) throw new Error(`A checked mapping names ${name}, which ${entity} do not have.`);
  return column;
}

function formatOf(text: string): DateFormat {
  const format = dateFormat(text);
  if (!format.ok) throw new Error(`A checked mapping has the date format ${text}.`);
  return format.value;
}

const problem = (path: string, message: string): RequestProblem => ({ path, code: 'column', message });
