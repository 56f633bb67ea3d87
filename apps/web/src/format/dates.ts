/** Where a date is written: the viewer's language, and which year needs no saying. */
export interface DateContext {
  locale?: string;
  /** The business date of today: dates of its year leave the year out. */
  today: string;
}

/** `Tue 24 Nov`, with the year only if it is another one. Takes a calendar date (YYYY-MM-DD), which has no zone. */
export function formatDate(date: string, { locale, today }: DateContext): string {
  return format(noonOf(date), locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(date.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  });
}

/** `24 Nov`, for narrow columns and axes. */
export function formatDay(date: string, { locale, today }: DateContext): string {
  return format(noonOf(date), locale, {
    day: 'numeric',
    month: 'short',
    ...(date.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  });
}

/** `Nov`, or `Nov 2025` where the year is to be told. */
export function formatMonth(
  date: string,
  { locale, withYear }: { locale?: string; withYear: boolean },
): string {
  return format(noonOf(date), locale, {
    month: 'short',
    ...(withYear ? { year: 'numeric' } : {}),
    timeZone: 'UTC',
  });
}

/** `24 November 2026`. */
export function formatFullDate(date: string, locale?: string): string {
  return format(noonOf(date), locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** `09:01` in a zone. */
export function formatTime(instant: string, timeZone: string, locale?: string): string {
  return format(new Date(instant), locale, { hour: '2-digit', minute: '2-digit', hour12: false, timeZone });
}

/** `09:01` for an instant of today, else `Tue 24 Nov, 09:01`: both in a zone. */
export function formatInstant(instant: string, timeZone: string, context: DateContext): string {
  const date = dateIn(instant, timeZone);
  const time = formatTime(instant, timeZone, context.locale);
  return date === context.today ? time : `${formatDate(date, context)}, ${time}`;
}

/** The calendar date of an instant in a zone. */
export function dateIn(instant: string, timeZone: string): string {
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(instant));
}

/** `Berlin` of `Europe/Berlin`: how people name a zone. */
export function zoneName(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}

/** `1 day`, `14 days`. */
export const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;

// Noon, so that no zone a browser may assume moves the date.
const noonOf = (date: string): Date => new Date(`${date}T12:00:00Z`);

function format(date: Date, locale: string | undefined, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, options).format(date);
}
