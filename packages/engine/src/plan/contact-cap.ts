import { addDays } from '../calendar/epoch-day.js';
import type { Instant } from '../calendar/types.js';
import type { LocalCalendar } from './local-calendar.js';

/** At most so many messages to one customer on so many business dates in a row, today included (S14). */
export interface ContactCap {
  messages: number;
  days: number;
}

/**
 * When a customer may get another message under a cap, given when those that count were sent: `at` itself if there is
 * a place, else the start of the date on which enough of them no longer count.
 */
export function placeUnderCap(
  cap: ContactCap,
  sent: readonly Instant[],
  at: Instant,
  calendar: LocalCalendar,
): Instant {
  const since = addDays(calendar.dateAt(at), 1 - cap.days);
  const counting = sent.map((instant) => calendar.dateAt(instant)).filter((date) => date >= since);
  // Once this one no longer counts, fewer than the cap are left.
  const inTheWay = counting.sort().at(-cap.messages);
  return inTheWay === undefined ? at : calendar.instantAt(addDays(inTheWay, cap.days), '00:00');
}
