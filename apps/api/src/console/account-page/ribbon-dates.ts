import { addDays, daysBetween, type CalendarDate } from '@dunwell/engine';
import { invalidRequest } from '../../platform/http/app-error.js';

const DAYS_BACK = 365;
const DAYS_AHEAD = 30;
/** As many as the look ahead into timelines, and then some of the past. */
const MOST_DATES = 800;
/** No look goes further: what is further is not planned but guessed. */
const MOST_AHEAD = 366;

/** The dates a ribbon shows; refuses more than it can, and the wrong way round. */
export function ribbonDates(
  asked: { from?: CalendarDate; to?: CalendarDate },
  today: CalendarDate,
): { from: CalendarDate; to: CalendarDate } {
  const to = asked.to ?? addDays(today, DAYS_AHEAD);
  const from = asked.from ?? addDays(to < today ? to : today, -DAYS_BACK);
  if (to < from) throw refusal('to', 'backwards', `to (${to}) lies before from (${from}).`);
  const dates = daysBetween(from, to) + 1;
  if (dates > MOST_DATES) {
    const message = `From ${from} to ${to} are ${dates} dates; at most ${MOST_DATES} can be shown. Ask for fewer.`;
    throw refusal('from', 'tooMany', message);
  }
  const latest = addDays(today, MOST_AHEAD);
  if (to > latest)
    throw refusal('to', 'tooFarAhead', `to may be ${latest} at the latest, ${MOST_AHEAD} days ahead.`);
  return { from, to };
}

const refusal = (path: string, code: string, message: string): Error =>
  invalidRequest([{ path, code, message }]);
