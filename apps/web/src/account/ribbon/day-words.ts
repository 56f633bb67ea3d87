import type { AccountRibbon, RibbonHold } from '@dunwell/contract';
import { daysBetween } from '../../format/calendar.js';
import { formatMoney } from '../../format/money.js';
import { doneInWords, plannedInWords, type EffectInWords } from './effect-words.js';
import { movementInWords, type MovementInWords } from './movement-words.js';

/** How dates read here. */
export interface DayFormat {
  date: (date: string) => string;
  day: (date: string) => string;
}

/** Everything that is known of one date of an account. */
export interface DayOfAccount {
  streakDay: number | null;
  overdue: number;
  movements: MovementInWords[];
  effects: EffectInWords[];
  holds: RibbonHold[];
}

/** What was true on a date, or will be if nothing changes. */
export function dayOf(ribbon: AccountRibbon, date: string, { day }: Pick<DayFormat, 'day'>): DayOfAccount {
  const on = (each: { date: string }): boolean => each.date === date;
  const found = ribbon.days[daysBetween(ribbon.from, date)];
  return {
    streakDay: found?.streakDay ?? null,
    overdue: found?.overdue ?? 0,
    movements: ribbon.movements
      .filter(on)
      .map((movement) => movementInWords(movement, { currency: ribbon.currency, day })),
    effects: [...ribbon.done.filter(on).map(doneInWords), ...ribbon.planned.filter(on).map(plannedInWords)],
    holds: ribbon.holds.filter(({ from, until }) => from <= date && (until === null || until >= date)),
  };
}

/** A date as those hear it who go from day to day: "Wed 11 Nov, day 1 past due, €89.00 overdue". */
export function dayInWords(ribbon: AccountRibbon, date: string, format: DayFormat): string {
  const { streakDay, movements, effects } = dayOf(ribbon, date, format);
  const parts = [
    date === ribbon.today ? `Today, ${format.date(date)}` : format.date(date),
    streakDay === null ? 'nothing overdue' : `day ${streakDay} past due`,
    ...movements.map(({ title }) => title),
    ...effects.map(({ title }) => title),
  ];
  return parts.join(', ');
}

/** What was overdue at the end of a date: "Day 14, €160.00 overdue". */
export function balanceInWords({ streakDay, overdue }: DayOfAccount, currency: string): string {
  if (streakDay === null) return 'Nothing overdue';
  if (overdue === 0) return `Day ${streakDay}, then nothing overdue`;
  return `Day ${streakDay}, ${formatMoney(overdue, currency)} overdue`;
}
