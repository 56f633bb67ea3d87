import type { AutomationOutlook } from '@dunwell/contract';
import { HELD_BECAUSE } from '../../words/held-because.js';

/** What an automation will do about an account if nothing changes. */
export function outlookWords(
  { underWay, enteredOn, nextEntryOn, next, problem }: AutomationOutlook,
  day: (date: string) => string,
): string {
  if (problem !== null) return `Cannot be told: ${problem}`;
  if (underWay && next) {
    const held = next.heldBack === null ? '' : `, held back: ${HELD_BECAUSE[next.heldBack]}`;
    return `${next.step} on ${day(next.date)}${held}`;
  }
  if (underWay) return enteredOn === null ? 'Under way' : `Under way since ${day(enteredOn)}`;
  if (nextEntryOn !== null) {
    const first = next === null ? '' : `, then ${next.step}`;
    return `Not yet, on ${day(nextEntryOn)}${first}`;
  }
  return enteredOn === null ? 'Nothing is coming' : `Nothing more; entered ${day(enteredOn)}`;
}
