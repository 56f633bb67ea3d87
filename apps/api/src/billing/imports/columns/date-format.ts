import { instantAt, toEpochDay } from '@dunwell/engine';
import { parsed, refused, type Parsed } from './parsed.js';

/** What a date of a file says: its day, and its time where the format has one. */
export interface FileDate {
  /** YYYY-MM-DD, a date that exists. */
  date: string;
  /** HH:MM:SS; null where the format has no time. */
  time: string | null;
}

/** Reads a text in one format. */
export type DateFormat = (text: string) => Parsed<FileDate>;

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

/** Longest first, so that MM is not read as M and M. */
const TOKENS = /YYYY|MM|M|DD|D|HH|H|mm|ss/g;

const PART_OF: Readonly<Record<string, Part>> = {
  Y: 'year',
  M: 'month',
  D: 'day',
  H: 'hour',
  m: 'minute',
  s: 'second',
};

export const STANDARD_DATE_FORMAT = 'YYYY-MM-DD';

/**
 * Makes a reader of a format such as `M/D/YYYY` or `DD.MM.YYYY HH:mm`. Refuses letters that are no token,
 * parts named twice, and formats without a whole date.
 */
export function dateFormat(format: string): Parsed<DateFormat> {
  const parts = (format.match(TOKENS) ?? []).flatMap((token) => PART_OF[token.charAt(0)] ?? []);
  const unknown = /[A-Za-z]/.exec(format.replace(TOKENS, ''));
  const has = (part: Part) => parts.includes(part);
  if (unknown || new Set(parts).size < parts.length || !has('year') || !has('month') || !has('day'))
    return refused(
      `"${format}" is not a date format. Use YYYY, MM or M, DD or D, and for times HH or H, mm, ss, each once.`,
    );
  if ((has('minute') && !has('hour')) || (has('second') && !has('minute')))
    return refused(`"${format}" has a time without its hours.`);
  return parsed(readerOf(format, parts));
}

/** The instant of a local time in a zone; a time that a clock change leaves out is the next that exists (S1). */
export function localInstant(date: string, time: string, timeZone: string): string {
  const at = instantAt(date, time.slice(0, 5), timeZone) + Number(time.slice(6)) * 1000;
  return new Date(at).toISOString();
}

function readerOf(format: string, parts: readonly Part[]): DateFormat {
  const pattern = new RegExp(`^${patternOf(format)}$`);
  return (text) => {
    const match = pattern.exec(text);
    if (!match) return refused(`"${text}" is not a date of the form ${format}.`);
    const values = Object.fromEntries(parts.map((part, index) => [part, match[index + 1]]));
    const date = `${values.year}-${padded(values.month)}-${padded(values.day)}`;
    if (!exists(date)) return refused(`"${text}" is not a date that exists.`);
    if (values.hour === undefined) return parsed({ date, time: null });
    const time = [values.hour, values.minute, values.second].map(padded).join(':');
    return /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(time)
      ? parsed({ date, time })
      : refused(`"${text}" is not a time that exists.`);
  };
}

function patternOf(format: string): string {
  let pattern = '';
  let from = 0;
  for (const { 0: token, index } of format.matchAll(TOKENS)) {
    const figures = token.length === 1 ? '1,2' : String(token.length);
    pattern += `${literal(format.slice(from, index))}(\\d{${figures}})`;
    from = index + token.length;
  }
  return pattern + literal(format.slice(from));
}

const literal = (text: string): string => text.replaceAll(/[^A-Za-z0-9 ]/g, '\\$&');

const padded = (figures = '0'): string => figures.padStart(2, '0');

function exists(date: string): boolean {
  try {
    toEpochDay(date);
    return true;
  } catch {
    return false;
  }
}
