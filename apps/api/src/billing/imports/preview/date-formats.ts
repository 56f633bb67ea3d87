import { dateFormat, STANDARD_DATE_FORMAT } from '../columns/date-format.js';

const DATES = [
  STANDARD_DATE_FORMAT,
  'D.M.YYYY',
  'D/M/YYYY',
  'M/D/YYYY',
  'D-M-YYYY',
  'YYYY/M/D',
  'YYYY.M.D',
  'YYYYMMDD',
];
const TIMES = ['', ' HH:mm', ' HH:mm:ss'];

/** The formats in which files write dates, the standard one first. One figure of a day or month stands for two as well. */
export const DATE_FORMATS: readonly string[] = TIMES.flatMap((time) => DATES.map((date) => date + time));

const READERS = new Map(
  DATE_FORMATS.map((text) => {
    const format = dateFormat(text);
    if (!format.ok) throw new Error(`${text} is not a date format.`);
    return [text, format.value];
  }),
);

/** Whether a value is a date in one of these formats; ISO 8601 instants are, in the standard one. */
export function reads(format: string, value: string): boolean {
  if (READERS.get(format)?.(value).ok) return true;
  return format === STANDARD_DATE_FORMAT && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value);
}

/** What the dates of a file say about their format. */
export interface DateFormatGuess {
  format: string;
  /** The other format that reads all of them just as well: whether the day or the month stands first is not to be seen. */
  or: string | null;
}

/** The format that reads most of these values; where day and month could change places, the day is taken to be first. */
export function guessDateFormat(values: readonly string[]): DateFormatGuess | null {
  const filled = values.map((value) => value.trim()).filter((value) => value !== '');
  const scored = DATE_FORMATS.map((format) => ({
    format,
    read: filled.filter((value) => reads(format, value)).length,
  })).sort((a, b) => b.read - a.read);
  const [best] = scored;
  if (best === undefined || best.read === 0) return null;
  const swapped = best.format.replace(/^D\/M/, 'M/D');
  const or = scored.find(
    ({ format, read }) => format === swapped && format !== best.format && read === best.read,
  );
  return { format: best.format, or: or?.format ?? null };
}
