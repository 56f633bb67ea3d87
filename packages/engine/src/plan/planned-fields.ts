import {
  type AutomationDocument,
  type Comparison,
  type Condition,
  fieldKey,
  type Step,
  type Subject,
} from '@dunwell/language';
import { streakDaysField } from './steps/wait.js';

/** A field that the decisions of a document read, with its parameters. */
export type PlannedField = Pick<Comparison, 'field' | 'params'>;

/** Every field that entry, exits and steps of a document are decided by, each once; what messages show is not among them. */
export function plannedFields(document: AutomationDocument): PlannedField[] {
  const { entry, exit, steps, subject } = document;
  const conditions = [
    entry.when,
    ...exit.map(({ when }) => when),
    ...Object.values(steps).flatMap(conditionsOf),
  ];
  const fields = [
    ...conditions.flatMap(fieldsOf),
    ...Object.values(steps).flatMap((step) => fieldsWithoutCondition(step, subject)),
  ];
  return [...new Map(fields.map((one) => [fieldKey(one.field, one.params), one])).values()];
}

function conditionsOf(step: Step): Condition[] {
  switch (step.kind) {
    case 'branch':
      return step.cases.map(({ when }) => when);
    case 'waitFor':
      return [step.when];
    case 'action':
    case 'wait':
    case 'repeat':
    case 'exit':
      return [];
  }
}

function fieldsWithoutCondition(step: Step, subject: Subject): PlannedField[] {
  const watchesStreak = step.kind === 'wait' && step.untilStreakDay !== undefined;
  return watchesStreak ? [{ field: streakDaysField(subject) }] : [];
}

function fieldsOf(condition: Condition | null): PlannedField[] {
  if (condition === null) return [];
  if ('all' in condition) return condition.all.flatMap(fieldsOf);
  if ('any' in condition) return condition.any.flatMap(fieldsOf);
  if ('not' in condition) return fieldsOf(condition.not);
  const { field, params } = condition;
  return [params === undefined ? { field } : { field, params }];
}
