import { knownLanguage } from '../money/format-money.js';
import { isDate } from './dates.js';

/** A calendar date as people write it in a language: 2026-11-24, en -> "November 24, 2026". Refuses anything else. */
export function formatDate(date: string, language: string): string {
  if (!isDate(date)) throw new RangeError(`“${String(date)}” is not a date`);
  return new Intl.DateTimeFormat(knownLanguage(language), { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}
