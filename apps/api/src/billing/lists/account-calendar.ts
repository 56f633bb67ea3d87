import { sql, type SqlFragment } from '@dunwell/engine';

/** Whose calendar is read: expressions of a row. */
export interface CalendarOwner {
  workspaceId: SqlFragment;
  accountId: SqlFragment;
}

/** The accounts of a statement that calls them `account`. */
export const ACCOUNT: CalendarOwner = {
  workspaceId: sql`account.workspace_id`,
  accountId: sql`account.account_id`,
};

/**
 * A query of one row: `date` and `time_zone` of an account at an instant (S21). The zone in force is the last one whose
 * first date has begun there; between the last date of one and the first of the next, the last date goes on.
 */
export function calendarAt(
  instant: SqlFragment,
  { workspaceId, accountId }: CalendarOwner = ACCOUNT,
): SqlFragment {
  return sql`select least((${instant} at time zone zone.time_zone)::date, zone.to_date - 1) as date, zone.time_zone
      from account_zones zone
      where zone.workspace_id = ${workspaceId} and zone.account_id = ${accountId}
        and (${instant} at time zone zone.time_zone)::date >= zone.from_date
      order by zone.from_date desc
      limit 1`;
}

/** The business date of an account at an instant, as an expression. */
export function dateAt(instant: SqlFragment, owner: CalendarOwner = ACCOUNT): SqlFragment {
  return sql`(select calendar.date from (${calendarAt(instant, owner)}) calendar)`;
}

/** The first instant of the last n dates of an account, the one of the instant included, as an expression. */
export function startOfLastDates(instant: SqlFragment, days: number, owner: CalendarOwner): SqlFragment {
  return sql`(select (calendar.date - ${days - 1}::integer)::timestamp at time zone calendar.time_zone
      from (${calendarAt(instant, owner)}) calendar)`;
}
