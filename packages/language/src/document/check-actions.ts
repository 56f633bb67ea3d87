import { ACTIONS } from '../actions/action.js';
import { effectiveUndo } from '../actions/effective-undo.js';
import { actionTexts, specificationOf } from '../actions/specifications.js';
import type { CatalogueContext } from '../fields/catalogue.js';
import { checkMessage } from '../messages/check-message.js';
import { MAX_TEXT_LENGTH } from '../messages/message-engine.js';
import type { Problem } from '../problem.js';
import type { ActionStep, AutomationDocument, StepId } from './document.js';
import { stepPath } from './json-path.js';
import { journeyHasStreak } from './journey-streak.js';

/** Every action of a document: its texts, what only the workspace can tell of its settings, its undo (S22). */
export function checkActions(document: AutomationDocument, context: CatalogueContext): Problem[] {
  return Object.entries(document.steps).flatMap(([id, step]) =>
    step.kind === 'action'
      ? [
          ...settingProblems(id, step, document, context),
          ...textProblems(id, step, document, context),
          ...undoProblems(id, step, document),
        ]
      : [],
  );
}

function settingProblems(
  id: StepId,
  { action }: ActionStep,
  document: AutomationDocument,
  context: CatalogueContext,
): Problem[] {
  const faults = specificationOf(action).check?.(action, document, context) ?? [];
  return faults.map(({ path, ...fault }) => ({ ...fault, step: id, path: `${stepPath(id)}.action.${path}` }));
}

function textProblems(
  id: StepId,
  { action }: ActionStep,
  document: AutomationDocument,
  context: CatalogueContext,
): Problem[] {
  // What is too long is a problem of its own already; it is not read as well.
  const texts = actionTexts(action).filter(({ text }) => text.length <= MAX_TEXT_LENGTH);
  return texts.flatMap(({ setting, text }) =>
    checkMessage(text, document, context).map((fault): Problem => ({
      ...fault,
      severity: 'error',
      step: id,
      path: `${stepPath(id)}.action.${setting}`,
    })),
  );
}

function undoProblems(id: StepId, step: ActionStep, document: AutomationDocument): Problem[] {
  if (effectiveUndo(step) === 'never') return [];
  const path = `${stepPath(id)}.undo`;
  const refused = (code: string, message: string): Problem[] => [
    {
      code,
      severity: 'error',
      step: id,
      path,
      message,
      fix: { label: 'Never take it back', path, value: 'never' },
    },
  ];
  const { label } = specificationOf(step.action);
  if (ACTIONS[step.action.kind].undo === 'never')
    return refused('undoImpossible', `“${label}” cannot be taken back. Set its undo to never.`);
  if (!journeyHasStreak(document))
    return refused(
      'undoWithoutStreak',
      `“${label}” is taken back when the past due streak ends, but journeys of this rule have none. Set its undo to never, or let only past due accounts or invoices enter.`,
    );
  return [];
}
