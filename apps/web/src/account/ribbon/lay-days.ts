import type { RibbonDay } from '@dunwell/contract';
import { rampOf, type Ramp } from '../../format/ageing.js';
import { weekdayOf } from '../../format/calendar.js';
import type { Scale, Span } from './scale.js';

/** One date. */
export interface Cell extends Span {
  date: string;
  streakDay: number | null;
  /** null: nothing was overdue. */
  ramp: Ramp | null;
  isToday: boolean;
  isAhead: boolean;
  /** The first and the last of days in a row, of those shown. */
  isFirst: boolean;
  isLast: boolean;
  /** What is written in it. */
  number: string | null;
}

/** A date that is named below the days. */
export interface Tick {
  date: string;
  x: number;
  isToday: boolean;
}

/** Days in a row on which nothing was overdue. */
export type ClearStretch = Span & { isAhead: boolean };

/** From here on numbers are too wide to stand beside each other. */
const CROWDED = 100;
/** How far another date below keeps from today's, and from the edges, in pixels. */
const TODAY_AROUND = 66;
const EDGE = 20;

interface DayContext {
  scale: Scale;
  today: string;
}

/** A cell per date; of those ahead, every fifth day and those on which Dunwell acts have their number. */
export function cellsOf(
  days: readonly RibbonDay[],
  { scale, today, acts }: DayContext & { acts: ReadonlySet<string> },
): Cell[] {
  return days.map((day, index) => {
    const { date, streakDay } = day;
    const isAhead = date > today;
    const isTold =
      streakDay !== null &&
      (streakDay % 5 === 0 || date === today || (streakDay < CROWDED && (!isAhead || acts.has(date))));
    return {
      ...scale.span(date, date),
      date,
      streakDay,
      ramp: streakDay === null ? null : rampOf(streakDay),
      isToday: date === today,
      isAhead,
      isFirst: !followsOn(days[index - 1], day),
      isLast: !followsOn(day, days[index + 1]),
      number: isTold ? String(streakDay) : null,
    };
  });
}

/** Whether two dates belong to the same days in a row. */
function followsOn(day: RibbonDay | undefined, next: RibbonDay | undefined): boolean {
  if (!day || !next || day.streakDay === null) return false;
  return next.streakDay === day.streakDay + 1;
}

/** The lines where nothing was overdue; what lies ahead is a line of its own. */
export function clearStretches(days: readonly RibbonDay[], { scale, today }: DayContext): ClearStretch[] {
  const stretches: { from: string; to: string; isAhead: boolean }[] = [];
  let before: RibbonDay | undefined;
  for (const day of days) {
    const { date, streakDay } = day;
    const isAhead = date > today;
    const last = stretches.at(-1);
    if (streakDay === null) {
      if (last?.to === before?.date && last?.isAhead === isAhead) last.to = date;
      else stretches.push({ from: date, to: date, isAhead });
    }
    before = day;
  }
  return stretches.map(({ from, to, isAhead }) => ({ ...scale.span(from, to), isAhead }));
}

/** The Mondays, and today. */
export function ticksOf(days: readonly RibbonDay[], { scale, today }: DayContext): Tick[] {
  const dates = days.map(({ date }) => date);
  const todayAt = dates.includes(today) ? scale.middle(today) : -Infinity;
  return dates
    .map((date) => ({ date, x: scale.middle(date), isToday: date === today }))
    .filter(({ date, x, isToday }) => {
      const isApart = Math.abs(x - todayAt) > TODAY_AROUND && x > EDGE && x < scale.width - EDGE;
      return isToday || (weekdayOf(date) === 1 && isApart);
    });
}
