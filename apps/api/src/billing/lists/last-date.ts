import { businessDateIn, type CalendarDate, type Instant, type ZoneHistory } from '@dunwell/engine';

/** The last date that what ends at an instant, exclusive, still covers. */
export function lastDateBefore(history: ZoneHistory, end: Instant): CalendarDate {
  return businessDateIn(history, end - 1);
}
