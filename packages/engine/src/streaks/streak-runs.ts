import { addDays, daysBetween } from '../calendar/epoch-day.js';
import type { CalendarDate } from '../calendar/types.js';
import { businessDateIn, type ZoneHistory } from '../calendar/zone-history.js';
import type { AccountStreak } from './account-timeline.js';

/** Dates in a row on which something was overdue, in one streak; both included. */
export interface StreakRun {
  from: CalendarDate;
  to: CalendarDate;
  /** Which day of the streak `from` is. */
  day: number;
}

/**
 * The dates on which streaks, given in order of time, had something overdue at any instant, within `dates` (both
 * included): the date on which a streak ended is its last one unless it ended as that began. A date that two streaks
 * share belongs to the later. A streak without an end goes on to the last date.
 */
export function streakRuns(
  streaks: readonly Pick<AccountStreak, 'openedOn' | 'endedAt'>[],
  zones: ZoneHistory,
  dates: { from: CalendarDate; to: CalendarDate },
): StreakRun[] {
  const runs = streaks.flatMap(({ openedOn, endedAt }): StreakRun[] => {
    const last = endedAt === null ? dates.to : businessDateIn(zones, endedAt - 1);
    const from = openedOn > dates.from ? openedOn : dates.from;
    const to = last < dates.to ? last : dates.to;
    return from > to ? [] : [{ from, to, day: daysBetween(openedOn, from) + 1 }];
  });
  return runs.flatMap((run, index) => {
    const next = runs[index + 1];
    const to = next !== undefined && next.from <= run.to ? addDays(next.from, -1) : run.to;
    return to < run.from ? [] : [{ ...run, to }];
  });
}
