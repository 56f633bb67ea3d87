import { joinSql, type SqlFragment } from '@dunwell/engine';

/** Conditions that must all hold; those that were not asked for are undefined. The first always is. */
export function allOf(first: SqlFragment, ...others: readonly (SqlFragment | undefined)[]): SqlFragment {
  return joinSql([first, ...others.filter((condition) => condition !== undefined)], ' and ');
}
