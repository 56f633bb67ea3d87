import type { NowSql } from './now-sql.js';

/** What each field of a filter asks for: a field that has no row does not compile, so that none is dropped (S18). */
export type Conditions<Filter, Condition> = {
  readonly [Field in keyof Filter]-?: (value: NonNullable<Filter[Field]>, now: NowSql) => Condition;
};

/** The conditions of the fields that are asked for. */
export function conditionsAsked<Filter extends object, Condition>(
  conditions: Conditions<Filter, Condition>,
  filter: Filter,
  now: NowSql,
): Condition[] {
  return (Object.keys(conditions) as (keyof Filter)[]).flatMap((field) => {
    const value = filter[field];
    return value === undefined || value === null ? [] : [conditions[field](value, now)];
  });
}
