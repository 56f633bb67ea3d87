import type { JourneyState } from '@dunwell/engine';

/** How long a journey is left to its delivery, whose claims read its exits themselves (S13). */
const LEFT_TO_ITS_DELIVERY = 24 * 3_600_000;

/**
 * When a journey that has just been moved on is looked at next; null: it is over. Its next look is worked out with its
 * account locked, since scheduled facts count too: at once, unless a delivery of it is about to be claimed.
 */
export function firstLookAt({ waiting, ended }: JourneyState, now: Date): Date | null {
  if (ended !== null) return null;
  return waiting?.for === 'outcome' ? new Date(now.getTime() + LEFT_TO_ITS_DELIVERY) : now;
}
