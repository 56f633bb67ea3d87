import { isDate } from '@dunwell/language';
import { InvalidArgumentError } from 'commander';

/** Readers of option values; what they refuse is a mistake in the command line. */
export function parseDate(text: string): string {
  if (isDate(text)) return text;
  throw new InvalidArgumentError('It must be a date that exists, as YYYY-MM-DD.');
}

export function parseWholeNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number, at least 1.');
}

/** For options that may be given several times. */
export function collect(text: string, earlier: string[] = []): string[] {
  return [...earlier, text];
}
