import type { JourneyCause } from '@dunwell/engine';
import { eventFacts, findEvent, type CatalogueContext } from '@dunwell/language';
import type { WaitingEvent } from '../../billing/billing-events.js';

/** An event as rules see it: every field its definition names, null where it came without. */
export function causeOf(
  { eventId, name, payload }: Pick<WaitingEvent, 'eventId' | 'name' | 'payload'>,
  { customEvents }: CatalogueContext,
): JourneyCause {
  const declared = findEvent(name, customEvents)?.payload ?? {};
  return { id: eventId, name, values: eventFacts(declared, payload) };
}
