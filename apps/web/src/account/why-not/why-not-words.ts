import type { Journey, WhyNotSubject, WhyNotVerdict } from '@dunwell/contract';
import type { FieldId } from '@dunwell/language';
import type { Tone } from '../../parts/tone-pill.js';

/** Why somebody does not enter, in a few words; a calm miss is not red. */
export const VERDICTS: Readonly<Record<WhyNotVerdict, { label: string; tone: Tone }>> = {
  wouldEnter: { label: 'Enters on the next run', tone: 'accent' },
  entryFails: { label: 'Does not fit yet', tone: 'plain' },
  noEffect: { label: 'Fits, but no branch leads to anything', tone: 'plain' },
  exitHolds: { label: 'Would leave at once', tone: 'plain' },
  enteredBefore: { label: 'Has had it', tone: 'plain' },
};

const STATUS: Readonly<Record<Journey['status'], string>> = {
  underWay: 'under way',
  completed: 'completed',
  exited: 'left early',
  ended: 'ended',
  superseded: 'followed by a newer one',
  expired: 'waited too long',
};

/** "Entered 24 Nov, under way". */
export const enteredWords = (
  date: string,
  status: Journey['status'],
  day: (date: string) => string,
): string => `Entered ${day(date)}, ${STATUS[status]}`;

/** The date on which it would enter, or what would have to change; null: nothing is to be said. */
export function whenWords(
  { verdict, firstDate, fieldsToChange }: WhyNotSubject,
  date: (date: string) => string,
  names: (fields: readonly FieldId[]) => string,
): string | null {
  if (firstDate !== null) {
    const again = verdict === 'enteredBefore' ? 'enters again' : 'enters';
    return `If nothing changes, it ${again} on ${date(firstDate)}.`;
  }
  if (fieldsToChange.length > 0)
    return `Within a year it does not enter unless this changes: ${names(fieldsToChange)}.`;
  return verdict === 'wouldEnter' ? null : 'Within a year it does not enter if nothing changes.';
}
