import type { AccountRibbon } from '@dunwell/contract';
import { addDays, daysBetween } from '../../format/calendar.js';

/** The dates of the ribbon that are shown, both included. */
export interface Dates {
  from: string;
  to: string;
}

/** How wide a day is at least, in pixels, so that its number can be read. */
const DAY_WIDTH = 19;
/** Of what is shown at first, the part that lies ahead. */
const AHEAD = 0.45;

type Bounds = Pick<AccountRibbon, 'from' | 'to' | 'today'>;

/** How many days have room. */
export const daysThatFit = (width: number, { from, to }: Dates): number =>
  Math.max(1, Math.min(Math.floor(width / DAY_WIDTH), daysBetween(from, to) + 1));

/** What is shown at first: today, what led to it, and what comes of it if nothing changes. */
export function firstDates(bounds: Bounds, count: number): Dates {
  const ahead = Math.min(daysBetween(bounds.today, bounds.to), Math.floor(count * AHEAD));
  return datesFrom(addDays(bounds.today, ahead + 1 - count), bounds, count);
}

/** So many days from a date on, or as near to it as the ribbon reaches. */
export function datesFrom(wanted: string, bounds: Dates, count: number): Dates {
  const last = addDays(bounds.to, 1 - count);
  const from = wanted < bounds.from ? bounds.from : wanted > last ? last : wanted;
  return { from, to: addDays(from, count - 1) };
}

/** The dates moved as little as needed to hold one that somebody looks at. */
export function datesWith(date: string, shown: Dates, bounds: Dates): Dates {
  const count = daysBetween(shown.from, shown.to) + 1;
  if (date < shown.from) return datesFrom(date, bounds, count);
  if (date > shown.to) return datesFrom(addDays(date, 1 - count), bounds, count);
  return shown;
}
