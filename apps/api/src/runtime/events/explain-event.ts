import type { BusinessEventWithReasons } from '@dunwell/contract';
import { explanationInWords } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { catalogueContext } from '../../automations/catalogue-context.js';
import { readEvent, toEvent, toOutcome } from './list-events.js';

/** One event with what it came to and why, by the documents that decided it; null where there is none. */
export async function explainEvent(
  manager: EntityManager,
  workspaceId: string,
  id: string,
): Promise<BusinessEventWithReasons | null> {
  const found = await readEvent(manager, workspaceId, id);
  if (found === null) return null;
  const context = await catalogueContext(manager, workspaceId);
  return toEvent(found, ({ explanation, document, ...outcome }) => ({
    ...toOutcome(outcome),
    entry:
      document?.entry.when && explanation ? explanationInWords(explanation.entry, document, context) : [],
  }));
}
