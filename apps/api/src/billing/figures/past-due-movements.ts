import { joinSql, render, sql, type CalendarDate, type SqlFragment } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { IS_OWN_STREAK } from '../lists/account-conditions.js';
import type { NowSql } from '../lists/now-sql.js';

/** How many accounts became past due, or ceased to be, on one date of their own calendars. */
export interface MovementsOfDate {
  date: CalendarDate;
  entered: number;
  left: number;
}

/** Movements on each date of a period on which there were any; nothing that lies ahead. */
export function pastDueMovements(
  manager: EntityManager,
  now: NowSql,
  { from, to }: { from: CalendarDate; to: CalendarDate },
): Promise<MovementsOfDate[]> {
  const ofKind = (kind: string, on: SqlFragment, at: SqlFragment): SqlFragment => sql`
      select ${kind} as kind, ${on} as date, streak.account_id
      from streaks streak
      where streak.workspace_id = ${now.workspaceSql} and ${on} between ${from}::date and ${to}::date
        and ${at} <= ${now.atSql} and ${IS_OWN_STREAK}`;
  const { text, values } = render(sql`
    select moved.date, (count(distinct moved.account_id) filter (where moved.kind = 'entered'))::integer as entered,
      (count(distinct moved.account_id) filter (where moved.kind = 'left'))::integer as "left"
    from (${joinSql(
      [
        ofKind('entered', sql`streak.opened_on`, sql`streak.opened_at`),
        ofKind('left', sql`streak.ended_on`, sql`streak.ended_at`),
      ],
      ' union all ',
    )}) moved
    group by moved.date
    order by moved.date`);
  return manager.query<MovementsOfDate[]>(text, values);
}
