import { fieldKey, type Subject, type WaitStep } from '@dunwell/language';
import { addDays } from '../../calendar/epoch-day.js';
import type { CalendarDate } from '../../calendar/types.js';
import type { Waiting } from '../journey.js';
import { nextAllowedMoment } from '../send-window.js';
import { here, type Move, past, type Walk } from './walk.js';

const MILLISECONDS_PER_HOUR = 3_600_000;

/** The day count that an `untilStreakDay` watches: the invoice's own streak in rules about one, else the account's. */
export function streakDaysField(subject: Subject): string {
  return subject === 'invoice' ? 'invoice.pastDueStreakDays' : 'account.pastDueStreakDays';
}

/** A wait for days, hours, a streak day or the send window; found over at the look that comes at or after its end. */
export function runWait(step: WaitStep, walk: Walk): Move {
  const waiting = awaitedBy(step, walk);
  if (waiting === 'streakOver') return { kind: 'end', end: { kind: 'streakEnded', step: walk.step } };
  if (waiting !== null) return { kind: 'wait', waiting };
  if (walk.waiting !== null) walk.decisions.push({ kind: 'waitOver', ...here(walk) });
  return past(walk);
}

/** What is still to be waited for; null: nothing. */
function awaitedBy(step: WaitStep, walk: Walk): Waiting | 'streakOver' | null {
  if (step.days !== undefined) return days(step.days, walk);
  if (step.hours !== undefined) return hours(step.hours, walk);
  if (step.untilStreakDay !== undefined) return streakDay(step.untilStreakDay, walk);
  return sendWindow(walk);
}

function days(count: number, walk: Walk): Waiting | null {
  const on = walk.waiting?.for === 'date' ? walk.waiting.on : addDays(walk.look.date, count);
  return until(on, walk, 'date');
}

function hours(count: number, { waiting, look }: Walk): Waiting | null {
  const end = waiting?.for === 'hours' ? waiting.until : look.at + count * MILLISECONDS_PER_HOUR;
  return look.at >= end ? null : { for: 'hours', until: end };
}

/** The day moves when corrections move the streak's start, so it is worked out anew at each look. */
function streakDay(wanted: number, walk: Walk): Waiting | 'streakOver' | null {
  const { facts, date } = walk.look;
  const current = facts.values[fieldKey(streakDaysField(walk.automation.document.subject))];
  const isOver = walk.streakId !== null && facts.episode.streakId !== walk.streakId;
  if (isOver || typeof current !== 'number') return 'streakOver';
  if (walk.waiting === null && current >= wanted) return null;
  return until(addDays(date, wanted - current), walk, 'streakDay');
}

function sendWindow({ look }: Walk): Waiting | null {
  const next = nextAllowedMoment(look.sendRules, look.at, look.calendar);
  return next === look.at ? null : { for: 'sendWindow', until: next };
}

function until(on: CalendarDate, { look, dailyAt }: Walk, kind: 'date' | 'streakDay'): Waiting | null {
  // Worked out anew at each look, since the account's zone may have changed meanwhile (S21).
  const end = look.calendar.instantAt(on, dailyAt);
  return look.at >= end ? null : { for: kind, on, until: end };
}
