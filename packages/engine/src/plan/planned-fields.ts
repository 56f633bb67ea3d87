import {
  type AutomationDocument,
  comparisonsOf,
  conditionPlaces,
  fieldKey,
  type FieldReference,
} from '@dunwell/language';
import { streakDaysField } from './steps/wait.js';

/**
 * Every value that entry, exits and steps of a document are decided by, each once: its conditions and what a wait for a
 * streak day watches. What only messages show is not among them.
 */
export function plannedFields(document: AutomationDocument): FieldReference[] {
  const compared = conditionPlaces(document)
    .flatMap(({ when, path }) => comparisonsOf(when, path))
    .map(({ comparison: { field, params } }): FieldReference => (params ? { field, params } : { field }));
  const watchesStreak = Object.values(document.steps).some(
    (step) => step.kind === 'wait' && step.untilStreakDay !== undefined,
  );
  const watched: FieldReference[] = watchesStreak ? [{ field: streakDaysField(document.subject) }] : [];
  return [
    ...new Map([...compared, ...watched].map((one) => [fieldKey(one.field, one.params), one])).values(),
  ];
}

/** One value that decisions read. */
export type PlannedField = FieldReference;
