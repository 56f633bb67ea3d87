import type { HoldReason } from '@dunwell/language';
import { addDays } from '../../format/calendar.js';

/** A hold as its form has it. */
export interface HoldValues {
  reason: HoldReason;
  /** The last date it covers. */
  until: string | null;
  leaveOut: boolean;
  note: string;
}

/** Those for which people place holds here; a promise to pay has a form of its own. */
export const CHOSEN_REASONS = ['courtesy', 'dispute', 'other'] as const satisfies readonly HoldReason[];

/** How long a hold lasts unless somebody chooses otherwise, in days. */
const USUAL_DAYS = 14;

/** What a form begins with. */
export const usualHold = (today: string): HoldValues => ({
  reason: 'courtesy',
  until: addDays(today, USUAL_DAYS),
  leaveOut: false,
  note: '',
});

const NEEDS_END: ReadonlySet<HoldReason> = new Set(['promiseToPay', 'courtesy']);

/** Without an end nobody could say that a promise was broken, and a courtesy would be forgotten (S14). */
export const needsEnd = (reason: HoldReason): boolean => NEEDS_END.has(reason);

/** What is missing, by field. */
export function holdFaults({ reason, until, note }: HoldValues): Partial<Record<keyof HoldValues, string>> {
  return {
    ...(needsEnd(reason) && until === null ? { until: 'It needs the last date it covers.' } : {}),
    ...(reason === 'other' && note.trim() === '' ? { note: 'Say why.' } : {}),
  };
}

/** The values as the server takes them; what is empty is left out. */
export function toHold({ reason, until, leaveOut, note }: HoldValues): {
  reason: HoldReason;
  until: string | null;
  leaveOut: boolean;
  note?: string;
} {
  return { reason, until, leaveOut, ...(note.trim() === '' ? {} : { note: note.trim() }) };
}
