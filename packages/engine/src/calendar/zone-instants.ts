import { Temporal } from 'temporal-polyfill';
import { fromEpochDay, toEpochDay } from './epoch-day.js';
import type { CalendarDate, EpochDay, Instant } from './types.js';

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
const MINUTES_PER_DAY = 1_440;
const MILLISECONDS_PER_DAY = 86_400_000;
/** Per zone; centuries of midnights. Beyond it the memory starts anew, so that odd dates cannot fill the process. */
const REMEMBERED_PER_ZONE = 100_000;

/** Local times already resolved, by zone and minutes since 1970-01-01T00:00 local: Temporal is too slow for inner loops. */
const remembered = new Map<string, Map<number, Instant>>();

/**
 * The instant of a local time ('HH:MM') on a date in a zone (S1): a local time that does not exist there is the next
 * that does (the end of the gap, be it half an hour or a whole missing date), one that occurs twice is the first.
 * Refuses (RangeError) a time, date or zone that does not exist.
 */
export function instantAt(date: CalendarDate, time: string, zone: string): Instant {
  const parts = TIME.exec(time);
  if (parts === null) throw new RangeError(`"${time}" is not a local time of the form HH:MM`);
  return instantOfMinute(toEpochDay(date), Number(parts[1]) * 60 + Number(parts[2]), zone);
}

/** The first instant of a date in a zone (S0, S1): 00:00, or where that does not exist the next local time that does. */
export function startOfDay(date: CalendarDate, zone: string): Instant {
  return instantOfMinute(toEpochDay(date), 0, zone);
}

/** The same for a date given as an epoch day. */
export function startOfEpochDay(day: EpochDay, zone: string): Instant {
  return instantOfMinute(day, 0, zone);
}

/**
 * The business date of an instant in a zone: the date D with start(D) <= instant < start(D + 1). Where a clock that is
 * put back passes midnight twice, the new date stays once begun, so dates never run backwards.
 */
export function businessDateAt(instant: Instant, zone: string): CalendarDate {
  // No zone is a whole day ahead of UTC, so the date after the UTC one is the latest possible.
  let day = Math.floor(instant / MILLISECONDS_PER_DAY) + 1;
  while (instantOfMinute(day, 0, zone) > instant) day -= 1;
  return fromEpochDay(day);
}

/** Whether a name is a time zone of the IANA database, spelled as there: no offsets, no other spelling of the same zone. */
export function isKnownZone(zone: string): boolean {
  if (!/^[A-Z]/.test(zone)) return false;
  try {
    return new Temporal.ZonedDateTime(0n, zone).timeZoneId === zone;
  } catch {
    return false;
  }
}

function instantOfMinute(day: EpochDay, minute: number, zone: string): Instant {
  const key = day * MINUTES_PER_DAY + minute;
  const known = remembered.get(zone)?.get(key);
  if (known !== undefined) return known;
  const instant = resolve(day, minute, zone);
  remember(zone, key, instant);
  return instant;
}

function remember(zone: string, key: number, instant: Instant): void {
  let times = remembered.get(zone);
  if (times === undefined || times.size >= REMEMBERED_PER_ZONE) {
    times = new Map();
    remembered.set(zone, times);
  }
  times.set(key, instant);
}

function resolve(day: EpochDay, minute: number, zone: string): Instant {
  const local = Temporal.PlainDate.from(fromEpochDay(day)).toPlainDateTime({
    hour: Math.floor(minute / 60),
    minute: minute % 60,
  });
  const first = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (first.toPlainDateTime().equals(local)) return first.epochMilliseconds;
  // In a gap Temporal moves by the gap's length; the next local time that exists is where the gap ends (S1).
  const gapEnd = first.getTimeZoneTransition('next');
  if (gapEnd === null)
    throw new RangeError(`${zone} skips ${local.toString()} without a change of its clock`);
  return gapEnd.epochMilliseconds;
}
