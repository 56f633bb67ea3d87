import { addDays, fromEpochDay, toEpochDay } from './epoch-day.js';
import type { CalendarDate, EpochDay, Instant } from './types.js';
import { businessDateAt, startOfEpochDay } from './zone-instants.js';

/** The zone of an account from a date on; `from: null` says that it always held. */
export interface ZonePeriod {
  from: CalendarDate | null;
  zone: string;
}

/** An account's zones in order of their dates; the first has `from: null` (S21). */
export type ZoneHistory = readonly ZonePeriod[];

const MILLISECONDS_PER_DAY = 86_400_000;

/** The zone a date belongs to: past dates keep theirs (S21). Refuses (RangeError) a history that does not reach back. */
export function zoneOn(history: ZoneHistory, date: CalendarDate): string {
  const period = history.findLast(({ from }) => from === null || from <= date);
  if (period === undefined) throw new RangeError(`no zone is known on ${date}`);
  return period.zone;
}

/**
 * The first instant of a date in the zone it belongs to (S0, S1, S21). Where a change of zone makes the next date begin
 * before this one (from the far west to the far east), both begin then, as with a date that the clock skips.
 */
export function startOfDateIn(history: ZoneHistory, date: CalendarDate): Instant {
  return startOfEpochDayIn(history, toEpochDay(date));
}

/** The same for a date given as an epoch day. */
export function startOfEpochDayIn(history: ZoneHistory, day: EpochDay): Instant {
  const only = onlyZone(history);
  if (only !== null) return startOfEpochDay(day, only);
  const zone = zoneOn(history, fromEpochDay(day));
  const nextZone = zoneOn(history, fromEpochDay(day + 1));
  const start = startOfEpochDay(day, zone);
  return nextZone === zone ? start : Math.min(start, startOfEpochDay(day + 1, nextZone));
}

/** The business date of an instant: the date D with start(D) <= instant < start(D + 1), each in its own zone (S21). */
export function businessDateIn(history: ZoneHistory, instant: Instant): CalendarDate {
  const only = onlyZone(history);
  if (only !== null) return businessDateAt(instant, only);
  // No zone is a whole day ahead of UTC, so the date after the UTC one is the latest possible.
  let day = Math.floor(instant / MILLISECONDS_PER_DAY) + 1;
  while (startOfEpochDayIn(history, day) > instant) day -= 1;
  return fromEpochDay(day);
}

/**
 * The first date of a new zone (S21): the date after the later of today's dates in the two zones, so that no date is
 * evaluated in both.
 */
export function zoneChangeTakesEffectOn(now: Instant, oldZone: string, newZone: string): CalendarDate {
  const oldToday = businessDateAt(now, oldZone);
  const newToday = businessDateAt(now, newZone);
  return addDays(oldToday > newToday ? oldToday : newToday, 1);
}

/** Most accounts never move: theirs is the fast path. */
function onlyZone(history: ZoneHistory): string | null {
  const [first, second] = history;
  return second === undefined && first?.from === null ? first.zone : null;
}
