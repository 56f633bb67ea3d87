import { addDays } from '../calendar/epoch-day.js';
import type { Instant } from '../calendar/types.js';
import type { JourneyState } from './journey.js';
import type { LocalCalendar } from './local-calendar.js';

/**
 * The next instant at which time alone makes a journey look again: the end of its wait or its daily look, whichever
 * comes first (S13). Changes of facts before that make it look too.
 */
export function nextLook(journey: JourneyState, after: Instant, calendar: LocalCalendar): Instant {
  const { waiting, dailyAt } = journey;
  const daily = nextDaily(dailyAt, after, calendar);
  const until = waiting !== null && 'until' in waiting ? waiting.until : null;
  return until !== null && until > after ? Math.min(until, daily) : daily;
}

function nextDaily(dailyAt: string, after: Instant, calendar: LocalCalendar): Instant {
  let date = calendar.dateAt(after);
  let at = calendar.instantAt(date, dailyAt);
  while (at <= after) {
    date = addDays(date, 1);
    at = calendar.instantAt(date, dailyAt);
  }
  return at;
}
