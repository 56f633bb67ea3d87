import type { Alive } from './session-store.js';

const DAY = 86_400_000;
/** A session ends after so long without a request, in milliseconds of machine time. */
const SILENCE = 14 * DAY;
/** And however busy it was, so long after it began. */
export const LONGEST_SESSION = 90 * DAY;

/** What a session that lives at an instant has to satisfy. */
export function aliveAt(now: Date): Alive {
  return {
    seenAfter: new Date(now.getTime() - SILENCE),
    begunAfter: new Date(now.getTime() - LONGEST_SESSION),
  };
}
