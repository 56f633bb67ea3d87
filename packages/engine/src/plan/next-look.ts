import { addDays } from '../calendar/epoch-day.js';
import type { Instant } from '../calendar/types.js';
import type { JourneyState } from './journey.js';
import type { LocalCalendar } from './local-calendar.js';
import type { PreparedAutomation } from './prepare-automation.js';

/**
 * The next instant at which time alone makes a journey look again: the end of its wait or its daily look, whichever
 * comes first (S13). Changes of facts before that make it look too.
 */
export function nextLook(journey: JourneyState, after: Instant, calendar: LocalCalendar): Instant {
  const daily = nextDaily(journey.dailyAt, after, calendar);
  return Math.min(daily, endOfWait(journey, after) ?? daily);
}

/**
 * The same without the daily looks at which nothing can be found that was not found at the look before: where neither
 * an exit nor the condition waited for asks for anything that time alone changes (S13). null: only facts make it look.
 */
export function nextNeededLook(
  { exitsMove, movingWaits }: Pick<PreparedAutomation, 'exitsMove' | 'movingWaits'>,
  journey: JourneyState,
  after: Instant,
  calendar: LocalCalendar,
): Instant | null {
  const awaitsMoving = journey.waiting?.for === 'condition' && movingWaits.has(journey.step);
  return exitsMove || awaitsMoving ? nextLook(journey, after, calendar) : endOfWait(journey, after);
}

function endOfWait({ waiting }: JourneyState, after: Instant): Instant | null {
  const until = waiting !== null && 'until' in waiting ? waiting.until : null;
  return until !== null && until > after ? until : null;
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
