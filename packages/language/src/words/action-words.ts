import type { ActionWords } from '../actions/specification.js';
import { effectiveUndo } from '../actions/effective-undo.js';
import { specificationOf } from '../actions/specifications.js';
import type { ActionStep } from '../document/document.js';

/** An action step in words: the verb, what the step is called, and whether it is taken back (S22). */
export function actionWords(step: ActionStep): ActionWords & { undo: string } {
  const { does, name } = specificationOf(step.action).words(step.action);
  return {
    does,
    name: step.label?.trim() || name,
    undo: effectiveUndo(step) === 'whenCured' ? ' until nothing is overdue' : '',
  };
}
