import { referencedFields, type AutomationDocument } from '@dunwell/language';
import { trialRefused } from './trial-refused.js';

/** Without an event nobody can say what its fields would be (S18: refused, never guessed). */
export function refuseEventFields(document: AutomationDocument): void {
  const used = referencedFields(document).find(({ field }) => field.startsWith('event.'));
  if (used === undefined) return;
  const message = `The document uses ${used.field}, which only an event knows. Give a test run the event, or try the rule without it.`;
  throw trialRefused(`document.${used.path}`, 'needsEvent', message);
}
