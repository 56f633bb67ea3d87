import type { Comparison, FieldId } from '@dunwell/language';
import type { SqlFragment } from './sql-fragment.js';

/**
 * Where a field's value is found in a statement; null in SQL means not set (S17).
 * - `value`: an expression of the type that fits the field: integer or bigint (days, count, money in minor units),
 *   numeric or double precision (number), date, text (text, choice), boolean.
 * - `daysSince`: the field is `date of the evaluation - on + plus`, `on` a date expression.
 * - `daysUntil`: the field is `on - date of the evaluation`.
 * - `list`: a text[] expression.
 */
export type FieldSql =
  | { kind: 'value'; sql: SqlFragment }
  | { kind: 'daysSince'; on: SqlFragment; plus: number }
  | { kind: 'daysUntil'; on: SqlFragment }
  | { kind: 'list'; sql: SqlFragment };

/** Says where a field is found; null where SQL cannot tell, so that the engine alone decides it. */
export type FieldSource = (field: FieldId, params: Comparison['params']) => FieldSql | null;
