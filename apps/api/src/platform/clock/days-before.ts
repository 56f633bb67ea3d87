import { addDays, businessDateAt, startOfDay, type CalendarDate } from '@dunwell/engine';

/** The first instant of the last n dates of a zone, that of an instant included. */
export function startOfLastDates(at: Date, days: number, timeZone: string): Date {
  return new Date(startOfDay(firstOfLastDates(at, days, timeZone), timeZone));
}

/** The first of the last n dates of a zone, that of an instant included. */
export function firstOfLastDates(at: Date, days: number, timeZone: string): CalendarDate {
  return addDays(businessDateAt(at.getTime(), timeZone), 1 - days);
}
