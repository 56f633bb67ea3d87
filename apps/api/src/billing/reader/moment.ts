import {
  addDays,
  businessDateAt,
  businessDateIn,
  scheduledInstant,
  startOfDay,
  zoneOn,
  type CalendarDate,
  type Instant,
  type Schedule,
  type ZoneHistory,
} from '@dunwell/engine';

/** When facts are read (S0): the instant decides which facts hold, its date in the zone decides day counts. */
export interface Moment {
  at: Instant;
  date: CalendarDate;
  zone: string;
}

/** The moment of an event, a manual start or a check between evaluations. */
export function momentAt(at: Instant, zone: string): Moment {
  return { at, date: businessDateAt(at, zone), zone };
}

/** The same for an account, whose zone may have changed since (S21). */
export function momentOf(at: Instant, history: ZoneHistory): Moment {
  const date = businessDateIn(history, at);
  return { at, date, zone: zoneOn(history, date) };
}

/** t(D, Z): the moment whose facts the evaluation of a date reads. */
export function momentFor(schedule: Schedule, date: CalendarDate, zone: string): Moment {
  return { at: scheduledInstant(schedule, date, zone), date, zone };
}

/** The first instant of the last n business dates, the moment's own included. */
export function windowStart({ date, zone }: Moment, days: number): Instant {
  return startOfDay(addDays(date, 1 - days), zone);
}
