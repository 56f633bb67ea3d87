import { daysInMonth, weekdayOf } from './epoch-day.js';
import type { CalendarDate, Instant } from './types.js';
import { instantAt } from './zone-instants.js';

/** When an automation looks: the settings of a schedule trigger. */
export interface Schedule {
  every: 'day' | 'week' | 'month';
  /** Local time, 'HH:MM'. */
  at: string;
  /** 1 is Monday, 7 is Sunday; weekly schedules only. */
  weekday?: number;
  /** 1 to 31; monthly schedules only. */
  dayOfMonth?: number;
}

/**
 * Whether a schedule has an evaluation on a date (S10). In a month without its day of the month it is the last one, so
 * that 31 always is the last and no month is left out. Refuses (RangeError) a weekly or monthly schedule without its day.
 */
export function isScheduledOn(schedule: Schedule, date: CalendarDate): boolean {
  switch (schedule.every) {
    case 'day':
      return true;
    case 'week':
      if (schedule.weekday === undefined) throw new RangeError('a weekly schedule needs its weekday');
      return weekdayOf(date) === schedule.weekday;
    case 'month': {
      if (schedule.dayOfMonth === undefined)
        throw new RangeError('a monthly schedule needs its day of the month');
      const last = daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)));
      return Number(date.slice(8)) === Math.min(schedule.dayOfMonth, last);
    }
  }
}

/** t(D, Z): the instant of the schedule's local time on a date, whose facts its evaluation reads (S0, S1). */
export function scheduledInstant(schedule: Schedule, date: CalendarDate, zone: string): Instant {
  return instantAt(date, schedule.at, zone);
}
