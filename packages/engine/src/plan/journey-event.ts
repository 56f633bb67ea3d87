import type { FactRow, SubjectFacts } from '../facts.js';

/** The event that started a journey. */
export interface JourneyCause {
  id: string;
  /** `payment.failed`, `custom.<name>`. */
  name: string;
  /** What it told, as facts: `event.amount`, in minor units of the account's currency. */
  values: FactRow;
}

/** Facts together with what an event told: `event.*` is the event's for good, all else of the instant (S0). */
export function withEvent<Facts extends Pick<SubjectFacts, 'values'>>(
  facts: Facts,
  event: JourneyCause | undefined,
): Facts {
  return event === undefined ? facts : { ...facts, values: { ...facts.values, ...event.values } };
}

/** Whether a field is told by an event rather than read from facts. */
export const isEventField = (field: string): boolean => field.startsWith('event.');
