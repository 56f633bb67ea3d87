import { addDays, startOfDateIn, type CalendarDate, type ZoneHistory } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';

/** The zones of a workspace over time (S21): the calendar of its own dates. */
export async function workspaceCalendar(manager: EntityManager, workspaceId: string): Promise<ZoneHistory> {
  const rows = await manager.query<{ fromDate: string; zone: string }[]>(
    `select from_date as "fromDate", time_zone as zone from workspace_zones where workspace_id = $1 order by from_date`,
    [workspaceId],
  );
  return rows.map(({ fromDate, zone }, index) => ({ from: index === 0 ? null : fromDate, zone }));
}

/** A date of a calendar as instants: from, inclusive, to, exclusive. */
export function boundsOf(calendar: ZoneHistory, date: CalendarDate): { from: Date; to: Date } {
  return {
    from: new Date(startOfDateIn(calendar, date)),
    to: new Date(startOfDateIn(calendar, addDays(date, 1))),
  };
}
