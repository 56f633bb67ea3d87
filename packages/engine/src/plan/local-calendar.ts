import { Temporal } from 'temporal-polyfill';
import type { CalendarDate, Instant } from '../calendar/types.js';
import { businessDateIn, type ZoneHistory, zoneOn } from '../calendar/zone-history.js';
import { instantAt } from '../calendar/zone-instants.js';

/** The business dates and local times of one account, its changes of zone included (S21). */
export interface LocalCalendar {
  /** The business date an instant belongs to. */
  dateAt(at: Instant): CalendarDate;
  /** The local time of an instant, 'HH:MM', its seconds cut off. */
  timeAt(at: Instant): string;
  /** The instant of a local time 'HH:MM' on a date, by S1 where the clock jumps. */
  instantAt(date: CalendarDate, time: string): Instant;
}

/** The calendar of an account by the zones it has had (S21); refuses (RangeError) dates the history does not reach. */
export function localCalendar(zones: ZoneHistory): LocalCalendar {
  const dateAt = (at: Instant): CalendarDate => businessDateIn(zones, at);
  return {
    dateAt,
    timeAt(at) {
      const zone = zoneOn(zones, dateAt(at));
      return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainTime().toString({
        smallestUnit: 'minute',
        roundingMode: 'floor',
      });
    },
    instantAt: (date, time) => instantAt(date, time, zoneOn(zones, date)),
  };
}
