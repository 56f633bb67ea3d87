import { formatMoney } from '../money/format-money.js';
import { quantity } from './quantity.js';

/** How an account stands, as far as one sentence says it; amounts in minor units, dates YYYY-MM-DD. */
export interface AccountStory {
  /** Its business date. */
  today: string;
  currency: string;
  overdue: number;
  /** The streak it is in (S4). */
  streak: { day: number; openedOn: string } | null;
  /** The last money within that streak, which left something overdue (S4). */
  notReset: { by: 'payment' | 'credit'; amount: number; on: string } | null;
  /** Where it is in none: the last one that ended. */
  lastStreak: { days: number; endedOn: string } | null;
  /** What comes next if nothing changes. */
  next: { step: string; on: string } | null;
}

/**
 * How an account stands in a few words, for whoever cannot see the ribbon: since when it is past due, what did not reset
 * it, and what comes next. "Past due 14 days in a row since 11 November 2026. €89.00 paid on 19 November did not reset it.
 * Next: Firm reminder on 10 December."
 */
export function accountSentence(story: AccountStory): string {
  return [standing(story), notReset(story), next(story)].filter((part) => part !== null).join(' ');
}

function standing({ today, currency, overdue, streak, lastStreak }: AccountStory): string {
  if (streak !== null) {
    const days = streak.day === 1 ? '1 day' : `${streak.day} days in a row`;
    return `Past due ${days} since ${dayWithYear(streak.openedOn)}.`;
  }
  if (overdue > 0)
    return `Only fees are overdue, ${formatMoney(overdue, currency, 'en')}: they count no days.`;
  if (lastStreak === null) return 'Nothing is overdue, and nothing was.';
  const { days, endedOn } = lastStreak;
  return `Nothing is overdue. The last time it was ${quantity(days, 'day')}, until ${dayIn(endedOn, today)}.`;
}

const CAME: Readonly<Record<'payment' | 'credit', string>> = { payment: 'paid', credit: 'credited' };

function notReset({ streak, notReset: money, currency }: AccountStory): string | null {
  if (streak === null || money === null) return null;
  const amount = formatMoney(money.amount, currency, 'en');
  return `${amount} ${CAME[money.by]} on ${dayIn(money.on, streak.openedOn)} did not reset it.`;
}

function next({ next: planned, today }: AccountStory): string | null {
  return planned && `Next: ${planned.step} on ${dayIn(planned.on, today)}.`;
}

/** The year is said where it is another one than that of a date nearby. */
function dayIn(date: string, nearby: string): string {
  return date.slice(0, 4) === nearby.slice(0, 4) ? dayAndMonth.format(utc(date)) : dayWithYear(date);
}

function dayWithYear(date: string): string {
  return `${dayAndMonth.format(utc(date))} ${date.slice(0, 4)}`;
}

const dayAndMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });

const utc = (date: string): Date => new Date(`${date}T00:00:00Z`);
