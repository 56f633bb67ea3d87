import type { CalendarDate } from '../calendar/types.js';
import type { BoundComparison } from '../comparisons/bind-comparison.js';
import type { Requirement } from '../comparisons/requirement.js';
import { sinceDate, untilDate } from './day-requirement.js';
import type { FieldSql } from './field-source.js';
import { OPERATOR_SQL } from './operator-sql.js';
import { joinSql, type SqlFragment, sql } from './sql-fragment.js';

/** What a condition is compiled for. */
export interface CompileOptions {
  /** The business date of the evaluation. */
  date: CalendarDate;
  /** The currency of the account, a text expression. */
  currency: SqlFragment;
}

/** A comparison as SQL that is true exactly where the comparison holds; elsewhere it is false or null. */
export function compileComparison(
  comparison: BoundComparison,
  at: FieldSql,
  { date, currency }: CompileOptions,
): SqlFragment {
  refuseUnfit(comparison, at);
  const { required } = comparison;
  if (required.currencies === 'every') return compileRequirement(comparison, at, required.requirement, date);
  const perCurrency = [...required.requirements].map(
    ([code, requirement]) =>
      sql`(${currency} = ${code}::text and ${compileRequirement(comparison, at, requirement, date)})`,
  );
  return perCurrency.length === 0 ? sql`false` : sql`(${joinSql(perCurrency, ' or ')})`;
}

/** The only place that knows null: it takes what the language's operator table says of a missing value (S17). */
function compileRequirement(
  comparison: BoundComparison,
  at: FieldSql,
  requirement: Requirement,
  date: CalendarDate,
): SqlFragment {
  const test = compileTest(comparison, at, requirement, date);
  return comparison.operator.whenNotSet ? sql`(${test}) is not false` : test;
}

function compileTest(
  { field, operator }: BoundComparison,
  at: FieldSql,
  requirement: Requirement,
  date: CalendarDate,
): SqlFragment {
  switch (at.kind) {
    case 'value':
    case 'list':
      return OPERATOR_SQL[operator.id](sql`(${at.sql})`, requirement, field.type);
    case 'daysSince': {
      const since = sinceDate(operator.id, requirement, date, at.plus);
      return OPERATOR_SQL[since.operator](sql`(${at.on})`, since.requirement, 'date');
    }
    case 'daysUntil': {
      const until = untilDate(operator.id, requirement, date);
      return OPERATOR_SQL[until.operator](sql`(${at.on})`, until.requirement, 'date');
    }
  }
}

function refuseUnfit({ field }: BoundComparison, { kind }: FieldSql): void {
  const isList = kind === 'list';
  const isDayCount = kind === 'daysSince' || kind === 'daysUntil';
  if (isList !== (field.type === 'list') || (isDayCount && field.type !== 'days')) {
    throw new TypeError(`${field.id} is of type ${field.type} and cannot be compiled as "${kind}"`);
  }
}
