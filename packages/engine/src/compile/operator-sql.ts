import type { FieldType, OperatorId } from '@dunwell/language';
import type { Requirement, Scalar } from '../comparisons/requirement.js';
import { type SqlFragment, sql } from './sql-fragment.js';

/** An operator over a value that may be null; where it is null the result may be null too. */
type OperatorSql = (value: SqlFragment, requirement: Requirement, type: FieldType) => SqlFragment;

/** The one table of what operators mean in SQL for a value that is set; whoever calls adds the rule for null. */
export const OPERATOR_SQL: Readonly<Record<OperatorId, OperatorSql>> = {
  equals: one((value, required) => sql`${value} = ${required}`),
  notEquals: one((value, required) => sql`${value} <> ${required}`),
  atLeast: one((value, required) => sql`${value} >= ${required}`),
  atMost: one((value, required) => sql`${value} <= ${required}`),
  moreThan: one((value, required) => sql`${value} > ${required}`),
  lessThan: one((value, required) => sql`${value} < ${required}`),
  between: range((value, from, to) => sql`${value} between ${from} and ${to}`),
  isOneOf: many((value, required) => sql`${value} = any(${required})`),
  isNoneOf: many((value, required) => sql`${value} <> all(${required})`),
  contains: one((value, required, type) =>
    type === 'list' ? sql`${value} @> array[${required}]` : sql`strpos(${value}, ${required}) > 0`,
  ),
  containsAny: many((value, required) => sql`${value} && ${required}`),
  containsNone: many((value, required) => sql`not (${value} && ${required})`),
  startsWith: one((value, required) => sql`starts_with(${value}, ${required})`),
  isSet: (value, _, type) => (type === 'list' ? sql`cardinality(${value}) > 0` : sql`${value} is not null`),
  isNotSet: (value, _, type) => (type === 'list' ? sql`cardinality(${value}) = 0` : sql`${value} is null`),
  isTrue: (value) => sql`${value} = true`,
  isFalse: (value) => sql`${value} = false`,
};

function one(
  write: (value: SqlFragment, required: SqlFragment, type: FieldType) => SqlFragment,
): OperatorSql {
  return (value, requirement, type) => {
    if (requirement.operand !== 'one') throw new TypeError(`one value expected, not ${requirement.operand}`);
    return write(comparable(value, type), parameter(requirement.value, type), type);
  };
}

function range(write: (value: SqlFragment, from: SqlFragment, to: SqlFragment) => SqlFragment): OperatorSql {
  return (value, requirement, type) => {
    if (requirement.operand !== 'range') throw new TypeError(`a range expected, not ${requirement.operand}`);
    const { from, to } = requirement;
    return write(comparable(value, type), parameter(from, type), parameter(to, type));
  };
}

function many(write: (value: SqlFragment, required: SqlFragment) => SqlFragment): OperatorSql {
  return (value, requirement, type) => {
    if (requirement.operand !== 'many')
      throw new TypeError(`several values expected, not ${requirement.operand}`);
    return write(
      comparable(value, type),
      sql`${requirement.values.map((one) => storable(one, type))}::${SQL_TYPES[type]}[]`,
    );
  };
}

/** Numbers compare as the doubles the engine has, whatever type their column is of. */
function comparable(value: SqlFragment, type: FieldType): SqlFragment {
  return type === 'number' ? sql`${value}::${SQL_TYPES.number}` : value;
}

function parameter(value: Scalar, type: FieldType): SqlFragment {
  return sql`${storable(value, type)}::${SQL_TYPES[type]}`;
}

/** PostgreSQL has no year 0, so that every date it can store lies after those of it. */
function storable(value: Scalar, type: FieldType): Scalar {
  return type === 'date' && value < '0001-01-01' ? '-infinity' : value;
}

/** What parameters are cast to; those of a list are its items. */
const SQL_TYPES: Readonly<Record<FieldType, SqlFragment>> = {
  days: sql`bigint`,
  count: sql`bigint`,
  money: sql`bigint`,
  number: sql`double precision`,
  date: sql`date`,
  text: sql`text`,
  choice: sql`text`,
  list: sql`text`,
  boolean: sql`boolean`,
};
