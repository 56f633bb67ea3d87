import type { AccountRibbon } from '@dunwell/contract';
import { rampOf, type Ramp } from '../../format/ageing.js';
import { addDays, daysBetween } from '../../format/calendar.js';
import type { Span } from './scale.js';
import type { Dates } from './visible-dates.js';

export interface StripLayout {
  /** Days in a row of one colour. */
  stretches: (Span & { ramp: Ramp; isAhead: boolean })[];
  /** Where months begin. */
  months: { date: string; x: number }[];
  /** What the ribbon above shows of it. */
  window: Span;
}

/** How much room the name of a month needs, in pixels, and how many days there are until the next at least. */
const MONTH_WIDTH = 32;
const MONTH = 28;

/** The whole time in one line: when the account was past due, and which part of it is shown above. */
export function layoutStrip(
  { days, from, to, today }: Pick<AccountRibbon, 'days' | 'from' | 'to' | 'today'>,
  shown: Dates,
  width: number,
): StripLayout {
  const scale = width / (daysBetween(from, to) + 1);
  const x = (date: string): number => daysBetween(from, date) * scale;
  const stretches: StripLayout['stretches'] = [];
  for (const { date, streakDay } of days) {
    const ramp = streakDay === null ? null : rampOf(streakDay);
    if (ramp === null) continue;
    const isAhead = date > today;
    const last = stretches.at(-1);
    const meets = last !== undefined && Math.abs(last.left + last.width - x(date)) < scale / 2;
    if (meets && last.ramp === ramp && last.isAhead === isAhead) last.width += scale;
    else stretches.push({ left: x(date), width: scale, ramp, isAhead });
  }
  return {
    stretches,
    months: monthsToName(from, to, scale).map((date) => ({ date, x: x(date) })),
    window: { left: x(shown.from), width: x(addDays(shown.to, 1)) - x(shown.from) },
  };
}

/** The firsts of as many months as have room for their names. */
function monthsToName(from: string, to: string, scale: number): string[] {
  const step = Math.ceil(MONTH_WIDTH / (MONTH * scale));
  const last = addDays(to, 1 - Math.ceil(MONTH_WIDTH / scale));
  return monthsBetween(from, to).filter((date, index) => index % step === 0 && date <= last);
}

/** The firsts of the months from one date to another. */
function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  let [year = 0, month = 0] = from.split('-').map(Number);
  for (;;) {
    const first = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`;
    if (first > to) return months;
    if (first >= from) months.push(first);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}
