import { actionWords, type Action, type Step } from '@dunwell/language';

/** The step of a document that a delivery belongs to, as far as it is still there, and what it does. */
export interface StepOfDelivery {
  step: Step | null;
  action: Action;
}

/** What a step is called where people read it: its label, else what its action is about, else what it does. */
export function stepName({ step, action }: StepOfDelivery): string {
  const label = step?.kind === 'action' ? step.label : undefined;
  const { does, name } = actionWords({
    kind: 'action',
    action,
    next: null,
    ...(label !== undefined && { label }),
  });
  return name ?? does;
}
