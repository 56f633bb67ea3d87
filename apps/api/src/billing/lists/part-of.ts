import { joinSql, sql, type SqlFragment } from '@dunwell/engine';

/** So short a text stands in too many places: it has to begin the value or one of its words. */
const SHORT = 3;

/** Whether a text is part of a column's value, whatever its case; the trigram index of the column answers it. */
export function partOf(column: SqlFragment, text: string): SqlFragment {
  const literal = text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
  const patterns = text.length < SHORT ? [`${literal}%`, `% ${literal}%`, `%-${literal}%`] : [`%${literal}%`];
  return sql`(${joinSql(
    patterns.map((pattern) => sql`${column} ilike ${pattern}`),
    ' or ',
  )})`;
}
