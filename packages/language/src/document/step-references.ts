import type { AutomationDocument, Step, StepId, StepKind } from './document.js';

/** One place of a document that names a step, or null where a chain ends. */
export interface StepReference {
  to: StepId | null;
  /** Within the step: `cases[0].first`. */
  path: string;
}

/** Every place by which a step leads on, in the order of the outline; a new kind fails to compile until listed. */
const REFERENCES: Readonly<{ [K in StepKind]: (step: Extract<Step, { kind: K }>) => StepReference[] }> = {
  action: ({ onFailure, next }) => [
    ...(onFailure === undefined ? [] : [{ to: onFailure, path: 'onFailure' }]),
    { to: next, path: 'next' },
  ],
  wait: ({ next }) => [{ to: next, path: 'next' }],
  waitFor: ({ onMet, onTimeout, next }) => [
    { to: onMet, path: 'onMet' },
    { to: onTimeout, path: 'onTimeout' },
    { to: next, path: 'next' },
  ],
  branch: ({ cases, otherwise, next }) => [
    ...cases.map(({ first }, index) => ({ to: first, path: `cases[${index}].first` })),
    { to: otherwise.first, path: 'otherwise.first' },
    { to: next, path: 'next' },
  ],
  repeat: ({ first, next }) => [
    { to: first, path: 'first' },
    { to: next, path: 'next' },
  ],
  exit: () => [],
};

/** Every place by which a step leads on, in the order of the outline. */
export function stepReferences(step: Step): StepReference[] {
  const references = REFERENCES[step.kind] as (step: Step) => StepReference[];
  return references(step);
}

/** The step with an id; null for the end of a chain and for ids that no step has. */
export const findStep = ({ steps }: AutomationDocument, id: StepId | null): Step | null =>
  id !== null && Object.hasOwn(steps, id) ? (steps[id] ?? null) : null;
