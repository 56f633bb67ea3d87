import { addDays, isScheduledOn, scheduledInstant, type CalendarDate, type Schedule } from '@dunwell/engine';
import { momentFor, type Moment } from '../../billing/billing-reader.js';

/** Zones furthest ahead of and behind UTC: nowhere a date begins earlier or ends later. */
const EARLIEST_ZONE = 'Etc/GMT-14';
const LATEST_ZONE = 'Etc/GMT+12';

export interface Period {
  from: CalendarDate;
  to: CalendarDate;
}

/** Every moment at which a schedule looks in a period, in order of time: zone by zone, date by date. */
export async function* momentsOfPeriod(
  schedule: Schedule,
  { from, to }: Period,
  zonesOn: (date: CalendarDate) => Promise<readonly string[]>,
): AsyncGenerator<Moment> {
  let waiting: Moment[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    if (isScheduledOn(schedule, date)) {
      const zones = await zonesOn(date);
      waiting.push(...zones.map((zone) => momentFor(schedule, date, zone)));
      waiting.sort((a, b) => a.at - b.at);
    }
    // Where zones lie more than a day apart, the next date has begun in one before this one has in another.
    const nextBegins = scheduledInstant(schedule, addDays(date, 1), EARLIEST_ZONE);
    yield* waiting.filter(({ at }) => at < nextBegins);
    waiting = waiting.filter(({ at }) => at >= nextBegins);
  }
  yield* waiting;
}

/** Whether every zone's moment of a date lies before an instant. */
export function isOverEverywhere(schedule: Schedule, date: CalendarDate, at: number): boolean {
  return scheduledInstant(schedule, date, LATEST_ZONE) < at;
}
