import { daysBetween } from '../calendar/epoch-day.js';
import type { CalendarDate } from '../calendar/types.js';

/** How late a match may still be acted on where the document does not say (S10). */
export const ACT_IF_WITHIN_DAYS = 3;

/**
 * Of one subject's matches on dates that were missed, the one to act on: the latest, if it is at most `actIfWithinDays`
 * dates old; the rest is missed, in order of date (S10). Where a person has released it, its age counts from then.
 */
export function chooseMatchToActOn<Match extends { date: CalendarDate; releasedOn?: CalendarDate | null }>(
  matches: readonly Match[],
  today: CalendarDate,
  actIfWithinDays: number = ACT_IF_WITHIN_DAYS,
): { act: Match | null; missed: Match[] } {
  const inOrder = [...matches].sort((a, b) => daysBetween(b.date, a.date));
  const latest = inOrder.at(-1);
  if (latest === undefined || daysBetween(latest.releasedOn ?? latest.date, today) > actIfWithinDays) {
    return { act: null, missed: inOrder };
  }
  return { act: latest, missed: inOrder.slice(0, -1) };
}
