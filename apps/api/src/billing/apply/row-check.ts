import { startOfDateIn, toEpochDay, type ZoneHistory } from '@dunwell/engine';
import { parseInstant } from '../../platform/clock/parse-instant.js';
import type { RowProblem } from './apply-context.js';

/** A larger amount is an error in somebody's file, and sums of it could not be counted exactly. */
const LARGEST_AMOUNT = 100_000_000_000_000;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2999;

/** Reads the values of one row and notes what is wrong with them; a value with a problem reads as undefined. */
export class RowCheck {
  readonly problems: RowProblem[] = [];

  passed(): boolean {
    return this.problems.length === 0;
  }

  refuse(field: string, code: string, message: string): void {
    this.problems.push({ field, code, message });
  }

  /** A value that a new row cannot do without. */
  required<Value>(field: string, value: Value | null | undefined): Value | undefined {
    if (value !== undefined && value !== null) return value;
    this.refuse(field, 'required', `${field} is missing: it is needed when this is sent for the first time.`);
    return undefined;
  }

  text(field: string, value: string | null | undefined, maxLength = 500): string | null | undefined {
    if (value === undefined || value === null) return value;
    if (value === '' || value.length > maxLength || value.includes('\0')) {
      this.refuse(field, 'text', `${field} must be text of 1 to ${maxLength} characters; null clears it.`);
      return undefined;
    }
    return value;
  }

  /** Text of a certain form; `words` complete "must be …". */
  form(
    field: string,
    value: string | null | undefined,
    { test, words }: { test: (value: string) => boolean; words: string },
  ): string | null | undefined {
    const text = this.text(field, value);
    if (text === undefined || text === null || test(text)) return text;
    this.refuse(field, 'form', `${field} must be ${words}; "${text}" is not.`);
    return undefined;
  }

  oneOf<Value extends string>(
    field: string,
    value: Value | null | undefined,
    values: readonly Value[],
  ): Value | null | undefined {
    if (value === undefined || value === null || values.includes(value)) return value;
    this.refuse(field, 'oneOf', `${field} must be one of ${values.join(', ')}; "${value}" is not.`);
    return undefined;
  }

  /** An amount in minor units. */
  amount(field: string, value: number | undefined, least: 0 | 1): number | undefined {
    if (value === undefined) return undefined;
    if (!Number.isSafeInteger(value)) {
      this.refuse(field, 'wholeNumber', `${field} must be a whole number of minor units; ${value} is not.`);
      return undefined;
    }
    if (value < least) {
      this.refuse(field, 'tooSmall', `${field} must be at least ${least}; ${value} is less.`);
      return undefined;
    }
    if (value > LARGEST_AMOUNT) {
      this.refuse(field, 'tooLarge', `${field} must be at most ${LARGEST_AMOUNT}; ${value} is more.`);
      return undefined;
    }
    return value;
  }

  date(field: string, value: string | null | undefined): string | null | undefined {
    if (value === undefined || value === null) return value;
    if (isCalendarDate(value)) return value;
    this.refuse(
      field,
      'calendarDate',
      `${field} must be a date that exists, YYYY-MM-DD, of the years ${FIRST_YEAR} to ${LAST_YEAR}; "${value}" is not.`,
    );
    return undefined;
  }

  /** An instant; a date alone is 00:00 of it in the account's zone (S0). */
  instant(field: string, value: string | null | undefined, zones: ZoneHistory): number | null | undefined {
    if (value === undefined || value === null) return value;
    if (isCalendarDate(value)) return startOfDateIn(zones, value);
    const instant = isCalendarDate(value.slice(0, 10)) ? parseInstant(value) : undefined;
    if (instant !== undefined) return instant.getTime();
    this.refuse(
      field,
      'instant',
      `${field} must be a date that exists or an instant with its offset, such as 2026-01-31T09:00:00Z; "${value}" is not.`,
    );
    return undefined;
  }
}

/** Whether text is a date that exists, within the years an account can know. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const year = Number(text.slice(0, 4));
  if (year < FIRST_YEAR || year > LAST_YEAR) return false;
  try {
    toEpochDay(text);
    return true;
  } catch {
    return false;
  }
}
