import type { Limits } from '@dunwell/language';
import { addDays, weekdayOf } from '../calendar/epoch-day.js';
import type { CalendarDate, Instant } from '../calendar/types.js';
import type { ContactCap } from './contact-cap.js';
import type { LocalCalendar } from './local-calendar.js';

/** Local times and weekdays (1 Monday to 7) on which messages may leave; from 20:00 to 08:00 spans midnight. */
export type SendWindow = NonNullable<Limits['sendWindow']>;

/** A workspace's own limits, which an automation can only tighten (S14). */
export interface WorkspaceLimits {
  sendWindow?: SendWindow;
  /** Whether nobody is written to on `holidays`, whatever the automation says. */
  skipHolidays?: boolean;
  holidays: readonly CalendarDate[];
  contactCap?: ContactCap | null;
}

/** When messages to the customer may leave: inside every window, on no closed date. */
export interface SendRules {
  windows: readonly SendWindow[];
  closedOn: ReadonlySet<CalendarDate>;
}

/** Why no message may leave at a moment. */
export type ClosedReason = 'holiday' | 'weekday' | 'quietHours';

const MINUTES_PER_DAY = 1_440;
const MILLISECONDS_PER_MINUTE = 60_000;
/** Rules that allow no moment within a year allow none. */
const LOOK_AHEAD_DAYS = 366;

/** The limits of a workspace and of an automation together: each only tightens (S14). */
export function sendRules(workspace: WorkspaceLimits, limits: Limits | undefined): SendRules {
  const skipsHolidays = workspace.skipHolidays === true || limits?.skipHolidays === true;
  return {
    windows: [workspace.sendWindow, limits?.sendWindow].filter((window) => window !== undefined),
    closedOn: new Set(skipsHolidays ? workspace.holidays : []),
  };
}

/** Why no message may leave at a moment, or null where one may (S14). */
export function whyClosed(rules: SendRules, at: Instant, calendar: LocalCalendar): ClosedReason | null {
  // Set by few, asked for every journey: local times are worked out slowly.
  if (rules.windows.length === 0 && rules.closedOn.size === 0) return null;
  const date = calendar.dateAt(at);
  if (rules.closedOn.has(date)) return 'holiday';
  if (!rules.windows.every(({ weekdays }) => weekdays.includes(weekdayOf(date)))) return 'weekday';
  const minute = minutesOf(calendar.timeAt(at));
  return openSpans(rules, date).some(({ from, to }) => from <= minute && minute < to) ? null : 'quietHours';
}

/** The first moment from `at` on at which a message may leave (S14): `at` itself if it may; null if none within a year. */
export function nextAllowedMoment(rules: SendRules, at: Instant, calendar: LocalCalendar): Instant | null {
  if (whyClosed(rules, at, calendar) === null) return at;
  const today = calendar.dateAt(at);
  const now = minutesOf(calendar.timeAt(at));
  const laterToday = openSpans(rules, today).find(({ from }) => from > now);
  if (laterToday) {
    const opens = calendar.instantAt(today, timeOf(laterToday.from));
    // In an hour that occurs twice a local time may name the one that has passed.
    return opens > at ? opens : at + (laterToday.from - now) * MILLISECONDS_PER_MINUTE;
  }
  for (let days = 1; days <= LOOK_AHEAD_DAYS; days += 1) {
    const date = addDays(today, days);
    const span = openSpans(rules, date)[0];
    if (span) return Math.max(at, calendar.instantAt(date, timeOf(span.from)));
  }
  return null;
}

/** A part of a day in minutes since its midnight: `from` included, `to` not. */
interface Span {
  from: number;
  to: number;
}

/** The parts of a date that lie inside every window, in order. */
function openSpans({ windows, closedOn }: SendRules, date: CalendarDate): Span[] {
  if (closedOn.has(date)) return [];
  const weekday = weekdayOf(date);
  return windows.reduce<Span[]>(
    (open, window) => (window.weekdays.includes(weekday) ? intersect(open, spansOf(window)) : []),
    [{ from: 0, to: MINUTES_PER_DAY }],
  );
}

function spansOf(window: SendWindow): Span[] {
  const from = minutesOf(window.from);
  const to = minutesOf(window.to);
  if (from < to) return [{ from, to }];
  return [
    { from: 0, to },
    { from, to: MINUTES_PER_DAY },
  ];
}

function intersect(some: readonly Span[], others: readonly Span[]): Span[] {
  return some.flatMap((a) =>
    others
      .map((b) => ({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }))
      .filter(({ from, to }) => from < to),
  );
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
