import {
  addDays,
  businessDateAt,
  isScheduledOn,
  scheduledInstant,
  type CalendarDate,
  type Instant,
  type Schedule,
} from '@dunwell/engine';

/** How many missed dates are caught up with; older ones are listed as one gap (S10). */
export const CATCH_UP_DATES = 31;

/** A stretch of time during which a version decided: its dates are those with from < t(D, Z) <= to. */
export interface LivePeriod {
  from: Instant;
  /** null: until further notice. */
  to: Instant | null;
  version: number;
  schedule: Schedule;
}

export interface DueDate {
  date: CalendarDate;
  /** t(D, Z) (S0). */
  at: Instant;
  version: number;
}

export interface DueDates {
  /** In order, at most `CATCH_UP_DATES`. */
  dates: DueDate[];
  /** The dates before them that are too many to catch up with, from the first to the last, which stands for all. */
  gap: { first: DueDate; last: DueDate } | null;
}

/**
 * The dates of one automation in one zone that are to be evaluated now: after the last one that was, each with
 * the version live at its instant; dates outside every live period are neither evaluated nor missed (S10).
 */
export function dueDates(
  periods: readonly LivePeriod[],
  zone: string,
  lastEvaluated: CalendarDate | null,
  now: Instant,
): DueDates {
  const due: DueDate[] = [];
  for (const period of periods) {
    // A schedule that a new version moved to a later hour comes twice on that date: it is evaluated once (S10).
    due.push(...datesOf(period, zone, due.at(-1)?.date ?? lastEvaluated, now));
  }
  const surplus = due.length - CATCH_UP_DATES;
  const [first, last] = [due[0], due[surplus - 1]];
  return { dates: due.slice(Math.max(0, surplus)), gap: first && last ? { first, last } : null };
}

/** The first date on or after `date` with a scheduled instant after `after`. */
export function firstDateAfter(schedule: Schedule, zone: string, after: Instant): DueDate['date'] {
  let date = businessDateAt(after, zone);
  while (!isScheduledOn(schedule, date) || scheduledInstant(schedule, date, zone) <= after) {
    date = addDays(date, 1);
  }
  return date;
}

function datesOf(period: LivePeriod, zone: string, last: CalendarDate | null, now: Instant): DueDate[] {
  const until = Math.min(period.to ?? now, now);
  const dates: DueDate[] = [];
  const start = businessDateAt(period.from, zone);
  let date = last !== null && last >= start ? addDays(last, 1) : start;
  for (const end = businessDateAt(until, zone); date <= end; date = addDays(date, 1)) {
    if (!isScheduledOn(period.schedule, date)) continue;
    const at = scheduledInstant(period.schedule, date, zone);
    if (at > period.from && at <= until) dates.push({ date, at, version: period.version });
  }
  return dates;
}
