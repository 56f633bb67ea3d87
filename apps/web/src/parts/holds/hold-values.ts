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

/** What is missing, by field: a courtesy without an end would be forgotten (S14). */
export function holdFaults({ reason, until }: HoldValues): Partial<Record<keyof HoldValues, string>> {
  return reason === 'courtesy' && until === null
    ? { until: 'A courtesy needs the last date it covers, so that it is not forgotten.' }
    : {};
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
