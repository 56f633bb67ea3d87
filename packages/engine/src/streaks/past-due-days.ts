import { addDays, daysBetween } from '../calendar/epoch-day.js';
import type { CalendarDate, Instant } from '../calendar/types.js';
import { businessDateIn, startOfDateIn, type ZoneHistory } from '../calendar/zone-history.js';
import type { AccountPeriod } from './account-timeline.js';
import type { StreakRun } from './streak-runs.js';

/** One date of an account. */
export interface PastDueDay {
  date: CalendarDate;
  /** Which day of the streak it is; `null`: it belongs to none. */
  streakDay: number | null;
  /** What was overdue when it ended, in minor units; of today, what is now. */
  overdue: number;
}

export interface DaysOfAccount {
  /** As `streakRuns` gives them for the same dates. */
  runs: readonly StreakRun[];
  /** Without gaps, in order of time; the first reaches back before the dates. */
  periods: readonly Pick<AccountPeriod, 'from' | 'overdue'>[];
  zones: ZoneHistory;
  now: Instant;
}

/** An account date by date, both ends included; what lies ahead is as it will be if nothing changes. */
export function pastDueDays(
  { runs, periods, zones, now }: DaysOfAccount,
  { from, to }: { from: CalendarDate; to: CalendarDate },
): PastDueDay[] {
  const today = businessDateIn(zones, now);
  const days: PastDueDay[] = [];
  let run = 0;
  let period = 0;
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const seenAt = date === today ? now : startOfDateIn(zones, addDays(date, 1)) - 1;
    while ((periods[period + 1]?.from ?? Infinity) <= seenAt) period += 1;
    while ((runs[run]?.to ?? date) < date) run += 1;
    const current = runs[run];
    days.push({
      date,
      streakDay:
        current !== undefined && current.from <= date ? current.day + daysBetween(current.from, date) : null,
      overdue: periods[period]?.overdue ?? 0,
    });
  }
  return days;
}
