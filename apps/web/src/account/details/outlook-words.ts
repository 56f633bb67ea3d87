import type { AutomationOutlook } from '@dunwell/contract';
import { HELD_BACK_WORDS } from '../../words/held-back.js';

/** What an automation will do about an account if nothing changes. */
export function outlookWords(
  { underWay, enteredOn, nextEntryOn, next }: AutomationOutlook,
  day: (date: string) => string,
): string {
  if (underWay && next) {
    const held = next.heldBack === null ? '' : `, held back: ${HELD_BACK_WORDS[next.heldBack]}`;
    return `${next.step} on ${day(next.date)}${held}`;
  }
  if (underWay) return enteredOn === null ? 'Under way' : `Under way since ${day(enteredOn)}`;
  if (nextEntryOn !== null) {
    const first = next === null ? '' : `, then ${next.step}`;
    return `Not yet, on ${day(nextEntryOn)}${first}`;
  }
  return enteredOn === null ? 'Nothing is coming' : `Nothing more; entered ${day(enteredOn)}`;
}
