import { sql, type SqlFragment } from '@dunwell/engine';

/** Whether a row of holds, called `hold`, is in force at an instant (S14). */
export function holdInForce(atSql: SqlFragment): SqlFragment {
  return sql`(hold.from_at <= ${atSql} and hold.until_at > ${atSql}
      and (hold.lifted_at is null or hold.lifted_at > ${atSql}))`;
}
