import type { ScheduleTrigger } from '@dunwell/language';
import { addDays, weekdayOf } from '../../format/calendar.js';
import { dateIn, formatTime } from '../../format/dates.js';

/** The first date of a schedule after an instant in a zone: the one that is evaluated first after a publish (S10). */
export function firstDate(schedule: ScheduleTrigger, now: string, timeZone: string): string {
  const today = dateIn(now, timeZone);
  const isOver = formatTime(now, timeZone, 'en-GB') >= schedule.at;
  let date = isOver ? addDays(today, 1) : today;
  while (!isScheduledOn(schedule, date)) date = addDays(date, 1);
  return date;
}

function isScheduledOn({ every, weekday = 1, dayOfMonth = 1 }: ScheduleTrigger, date: string): boolean {
  if (every === 'day') return true;
  if (every === 'week') return weekdayOf(date) === weekday;
  const day = Number(date.slice(8));
  // A month without that day has its last one instead.
  return day === dayOfMonth || (day < dayOfMonth && addDays(date, 1).endsWith('-01'));
}
