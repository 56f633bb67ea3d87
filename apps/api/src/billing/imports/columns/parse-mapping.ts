import { BILLING_ENTITIES, type BillingEntity, type ImportMapping } from '@dunwell/contract';
import { isKnownZone } from '@dunwell/engine';
import type { RequestProblem } from '../../../platform/http/app-error.js';
import { ImportRefusal } from '../import-refusal.js';
import { dateFormat } from './date-format.js';
import { findStandardColumn } from './standard-columns.js';

const ATTRIBUTE_TYPES = ['text', 'number', 'boolean', 'date'];

type Check = (value: unknown, path: string, entity: BillingEntity) => string | string[] | null;

/** What each member of a mapping must be; null where nothing is wrong. */
const CHECKS: Readonly<Record<keyof ImportMapping, Check>> = {
  entity: (value, _, entity) => {
    if (!BILLING_ENTITIES.some((known) => known === value))
      return `entity must be one of ${BILLING_ENTITIES.join(', ')}.`;
    return value === entity ? null : `The mapping is for ${String(value)}, the import for ${entity}.`;
  },
  columns: (value, path, entity) => namedColumns(value, path, entity),
  constants: (value, path, entity) =>
    // Only to create accounts with: other entities say nothing about money.
    namedColumns(value, path, entity, ['currency']),
  dateFormat: (value) => {
    const format = typeof value === 'string' ? dateFormat(value) : null;
    if (!format) return 'dateFormat must be text such as M/D/YYYY.';
    return format.ok ? null : format.reason;
  },
  timeZone: (value) =>
    typeof value === 'string' && isKnownZone(value)
      ? null
      : 'timeZone must be the name of a zone, such as Europe/Berlin.',
  decimalMark: (value) => (value === '.' || value === ',' ? null : 'decimalMark must be "." or ",".'),
  types: (value) =>
    isRecord(value) &&
    Object.values(value).every((type) => typeof type === 'string' && ATTRIBUTE_TYPES.includes(type))
      ? null
      : `types must say for each attribute whether it is ${ATTRIBUTE_TYPES.join(', ')}.`,
  createAccounts: (value) => (typeof value === 'boolean' ? null : 'createAccounts must be true or false.'),
};

/** The mapping of a file that has none: its columns carry the standard names. */
export const standardMapping = (entity: BillingEntity): ImportMapping => ({ entity, columns: {} });

/** Checks what was sent as a mapping for files of an entity. */
export function parseMapping(value: unknown, entity: BillingEntity): ImportMapping {
  if (!isRecord(value)) throw invalidMapping([problem('', 'The mapping must be a JSON object.')]);
  const members: Record<string, unknown> = { columns: {}, ...value };
  if (members.entity === undefined) members.entity = entity;
  const problems = Object.entries(members).flatMap(([name, member]) => {
    const check = Object.hasOwn(CHECKS, name) ? CHECKS[name as keyof ImportMapping] : undefined;
    if (!check) return [problem(name, `${name} is not a member of a mapping.`)];
    const faults = check(member, name, entity) ?? [];
    return (typeof faults === 'string' ? [faults] : faults).map((fault) => problem(name, fault));
  });
  if (problems.length > 0) throw invalidMapping(problems);
  // Every member has been checked above.
  const mapping = members as unknown as ImportMapping;
  return mapping.types ? { ...mapping, types: withoutPrefix(mapping.types) } : mapping;
}

function namedColumns(
  value: unknown,
  path: string,
  entity: BillingEntity,
  others: readonly string[] = [],
): string[] {
  if (!isRecord(value)) return [`${path} must be an object of texts by standard column.`];
  return Object.entries(value).flatMap(([name, named]) => {
    if (!findStandardColumn(entity, name) && !others.includes(name))
      return [`${name} is not a standard column of ${entity}.`];
    return typeof named === 'string' && named !== '' ? [] : [`${path}.${name} must be text.`];
  });
}

/** Attributes may be named as in messages or as columns. */
function withoutPrefix(types: NonNullable<ImportMapping['types']>): NonNullable<ImportMapping['types']> {
  return Object.fromEntries(
    Object.entries(types).map(([name, type]) => [name.replace(/^attributes\./, ''), type]),
  );
}

const problem = (path: string, message: string): RequestProblem => ({ path, code: 'mapping', message });

function invalidMapping(problems: RequestProblem[]): ImportRefusal {
  const message = `The mapping cannot be used: ${problems.map((one) => one.message).join(' ')}`;
  return new ImportRefusal({ code: 'invalidMapping', message, problems });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
