import type { ActionKind } from '../actions/action.js';
import { effectiveUndo } from '../actions/effective-undo.js';
import { isProviderAction } from '../actions/provider-actions.js';
import { specificationOf } from '../actions/specifications.js';
import type { Problem } from '../problem.js';
import type { AutomationDocument, StepKind, Trigger } from './document.js';
import { stepPath } from './json-path.js';

/** What this installation can carry out. */
export interface Runnable {
  stepKinds: readonly StepKind[];
  actionKinds: readonly ActionKind[];
  /** Of `Trigger['kind']`. */
  triggerKinds: readonly string[];
  /** Whether effects are taken back when the account is cured (S22). */
  undo: boolean;
  /** Whether somebody carries out the workspace's money and service actions; absent: somebody does. */
  provider?: boolean;
}

const STEP_WORDS: Readonly<Record<StepKind, string>> = {
  action: 'Action',
  wait: 'Wait',
  waitFor: 'Wait for',
  branch: 'Branch',
  repeat: 'Repeat',
  exit: 'Exit',
};

const TRIGGER_WORDS: Readonly<Record<Trigger['kind'], string>> = {
  schedule: 'A schedule',
  event: 'An event',
  manual: 'A start by hand',
};

/** Kinds of trigger, step and action that the document uses and nothing can carry out: refused, not skipped (S18). */
export function checkRunnable({ trigger, steps }: AutomationDocument, runnable: Runnable): Problem[] {
  const problems: Problem[] = [];
  const refuse = (step: string | null, path: string, what: string) =>
    problems.push({
      code: 'notRunnable',
      severity: 'error',
      step,
      path,
      message: `${what} cannot run here yet. Test it as a draft, or replace it before publishing.`,
    });
  if (!runnable.triggerKinds.includes(trigger.kind))
    refuse(null, 'trigger.kind', TRIGGER_WORDS[trigger.kind]);
  for (const [id, step] of Object.entries(steps)) {
    if (step.kind === 'action' && effectiveUndo(step) === 'whenCured' && !runnable.undo)
      refuse(id, `${stepPath(id)}.undo`, 'Taking an effect back when the account is cured');
    if (!runnable.stepKinds.includes(step.kind))
      refuse(id, `${stepPath(id)}.kind`, `“${STEP_WORDS[step.kind]}”`);
    if (step.kind === 'action' && !runnable.actionKinds.includes(step.action.kind))
      refuse(id, `${stepPath(id)}.action.kind`, `“${specificationOf(step.action).label}”`);
    else if (step.kind === 'action' && isProviderAction(step.action.kind) && runnable.provider === false)
      problems.push(withoutProvider(id, specificationOf(step.action).label));
  }
  return problems;
}

/** May be published, since the provider may be chosen at any time: until then the step needs attention (S17). */
const withoutProvider = (step: string, label: string): Problem => ({
  code: 'noProvider',
  severity: 'warning',
  step,
  path: `${stepPath(step)}.action.kind`,
  message: `“${label}” needs a provider, and this workspace has none: the step will need attention. Choose one in the settings.`,
});
