import {
  businessDateAt,
  daysInMonth,
  fromEpochDay,
  toEpochDay,
  type EpochDay,
  type Instant,
} from '@dunwell/engine';
import { HOME_ZONE } from './markets.js';

/** The time the demo tells of, in dates of its workspace's zone; all of it follows from the instant at which it ends. */
export interface Span {
  /** Its first date, 18 months back. */
  first: EpochDay;
  /** The date on which the live automation was published. */
  liveFrom: EpochDay;
  today: EpochDay;
  /** Nothing is known that lies behind it. */
  now: Instant;
}

/** How many days before its first date the demo's first bills were sent. */
export const FIRST_BILL_BEFORE = 31;

const MONTHS = 18;
const DAYS_LIVE = 29;

export function spanUntil(now: Instant): Span {
  const today = toEpochDay(businessDateAt(now, HOME_ZONE));
  return { first: monthsAfter(today, -MONTHS), liveFrom: today - DAYS_LIVE, today, now };
}

/** The same day of the month some months later, or the month's last where it has no such day. */
export function monthsAfter(day: EpochDay, months: number): EpochDay {
  const [year = 0, month = 0, date = 0] = fromEpochDay(day).split('-').map(Number);
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  const padded = (value: number): string => String(value).padStart(2, '0');
  return toEpochDay(`${toYear}-${padded(toMonth)}-${padded(Math.min(date, daysInMonth(toYear, toMonth)))}`);
}
