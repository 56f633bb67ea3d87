import { sql, type SqlFragment } from '@dunwell/engine';
import { instantSql } from '../reader/fact-sql.js';

/** Business now in one workspace, as lists and figures read it. */
export interface NowSql {
  workspaceId: string;
  at: number;
  workspaceSql: SqlFragment;
  atSql: SqlFragment;
}

/** Business now with its values as typed parameters. */
export function nowSql(workspaceId: string, now: Date): NowSql {
  const at = now.getTime();
  return { workspaceId, at, workspaceSql: sql`${workspaceId}::uuid`, atSql: instantSql(at) };
}

const DAY = 24 * 3_600_000;

/**
 * The earliest and the latest date that it can be anywhere at an instant. What these decide needs no account's own
 * calendar, which is a look-up per row.
 */
export function datesAnywhere({ at }: NowSql): { earliest: SqlFragment; latest: SqlFragment } {
  const date = (shifted: number): SqlFragment => sql`${new Date(shifted).toISOString().slice(0, 10)}::date`;
  return { earliest: date(at - DAY), latest: date(at + DAY) };
}
