import type { AccountRibbon } from '@dunwell/contract';
import { dayOf, type DayFormat, type DayOfAccount } from './day-words.js';

/** A row of the ribbon as a table: one date, or dates in a row on which nothing happened. */
export interface RibbonRow {
  from: string;
  to: string;
  first: DayOfAccount;
  last: DayOfAccount;
  isAhead: boolean;
}

/** The ribbon as rows, the latest first: dates on which something happened, and what lies between them. */
export function ribbonRows(ribbon: AccountRibbon, format: Pick<DayFormat, 'day'>): RibbonRow[] {
  const rows: RibbonRow[] = [];
  for (const { date } of ribbon.days) {
    const day = dayOf(ribbon, date, format);
    const isAhead = date > ribbon.today;
    const last = rows.at(-1);
    if (last?.isAhead === isAhead && goesOn(last, day)) {
      last.to = date;
      last.last = day;
    } else rows.push({ from: date, to: date, first: day, last: day, isAhead });
  }
  return rows.toReversed();
}

/** Nothing happened on it that did not hold on the dates before. */
function goesOn({ last }: RibbonRow, day: DayOfAccount): boolean {
  const isQuiet = day.movements.length === 0 && day.effects.length === 0;
  const wasQuiet = last.movements.length === 0 && last.effects.length === 0;
  const isNextDay = day.streakDay === null ? last.streakDay === null : last.streakDay === day.streakDay - 1;
  const sameHolds = day.holds.map(({ id }) => id).join() === last.holds.map(({ id }) => id).join();
  return isQuiet && wasQuiet && isNextDay && sameHolds && day.overdue === last.overdue;
}
