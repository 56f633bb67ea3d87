import type { JourneyWaiting } from '@dunwell/contract';
import { occurrenceOf, type JourneyState } from '@dunwell/engine';

/** What a journey under way waits for, and until when, as it is told. */
export function waitingOf({ step, passes, waiting }: JourneyState): JourneyWaiting | null {
  if (waiting === null) return null;
  const until = 'until' in waiting ? waiting.until : null;
  return {
    step,
    occurrence: occurrenceOf(passes),
    for: waiting.for,
    on: 'on' in waiting ? waiting.on : null,
    until: until === null ? null : new Date(until).toISOString(),
  };
}
