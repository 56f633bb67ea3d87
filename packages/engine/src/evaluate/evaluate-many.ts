import type { Explanation } from '@dunwell/language';
import type { SubjectFacts } from '../facts.js';
import { mapInTurns } from './map-in-turns.js';
import type { PreparedCondition } from './prepare-condition.js';

/** Decides many subjects in order, one explanation each, without holding up the event loop. */
export function evaluateMany(
  condition: PreparedCondition,
  subjects: readonly Pick<SubjectFacts, 'values' | 'currency'>[],
): Promise<Explanation[]> {
  return mapInTurns(subjects, ({ values, currency }) => condition.evaluate(values, currency));
}
