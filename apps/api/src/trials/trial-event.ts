import type { TrialEvent } from '@dunwell/contract';
import type { JourneyCause } from '@dunwell/engine';
import { eventFacts, findEvent, payloadFaults } from '@dunwell/language';
import { AppError } from '../platform/http/app-error.js';
import { refuseEventFields } from './refuse-event-fields.js';
import type { TrialDocument } from './trial-document.js';
import { trialRefused } from './trial-refused.js';

/**
 * The event a trial assumes, as its rule sees it; undefined where none is given. Refuses one for a rule that starts on
 * something else, values that its event does not have (S18), and a rule that asks for an event where none is given.
 */
export function trialEvent(
  { document, context }: TrialDocument,
  event: TrialEvent | undefined,
): JourneyCause | undefined {
  if (event === undefined) {
    refuseEventFields(document);
    return undefined;
  }
  const { trigger } = document;
  const definition = trigger.kind === 'event' ? findEvent(trigger.event, context.customEvents) : null;
  if (definition === null)
    throw trialRefused(
      'event',
      'startsOnNoEvent',
      'The rule does not start on an event; leave the event out.',
    );
  const problems = payloadFaults(definition.payload, event.payload).map(({ field, code, message }) => ({
    path: `event.payload.${field}`,
    code,
    message,
  }));
  const [first] = problems;
  if (first) throw new AppError({ code: 'testRunRefused', status: 422, message: first.message, problems });
  return { id: 'trial', name: definition.name, values: eventFacts(definition.payload, event.payload) };
}
