import type { Condition } from '../conditions/condition.js';
import type { AutomationDocument, StepId } from './document.js';
import { stepPath } from './json-path.js';

/** Where a document asks for something. */
export type ConditionPlaceKind = 'entry' | 'exit' | 'case' | 'waitFor';

export interface ConditionPlace {
  kind: ConditionPlaceKind;
  step: StepId | null;
  path: string;
  when: Condition;
}

/** Every condition of a document: entry, exits, cases, waits. */
export function conditionPlaces({ entry, exit, steps }: AutomationDocument): ConditionPlace[] {
  const places: ConditionPlace[] = [];
  if (entry.when) places.push({ kind: 'entry', step: null, path: 'entry.when', when: entry.when });
  exit.forEach(({ when }, index) =>
    places.push({ kind: 'exit', step: null, path: `exit[${index}].when`, when }),
  );
  for (const [id, step] of Object.entries(steps)) {
    if (step.kind === 'waitFor')
      places.push({ kind: 'waitFor', step: id, path: `${stepPath(id)}.when`, when: step.when });
    if (step.kind === 'branch')
      step.cases.forEach(({ when }, index) =>
        places.push({ kind: 'case', step: id, path: `${stepPath(id)}.cases[${index}].when`, when }),
      );
  }
  return places;
}
