import type {
  ActionStep,
  AutomationDocument,
  BranchStep,
  RepeatStep,
  Step,
  StepId,
  StepKind,
  WaitForStep,
} from '../document/document.js';
import { stepPath } from '../document/json-path.js';
import { findStep } from '../document/step-references.js';
import type { CatalogueContext } from '../fields/catalogue.js';
import { actionWords } from './action-words.js';
import { caseWords } from './case-words.js';
import { conditionWords } from './condition-words.js';
import { quantity } from './quantity.js';
import { joined, plain, type Token, type TokenKind } from './token.js';
import { waitWords } from './wait-words.js';

interface Telling {
  document: AutomationDocument;
  context: CatalogueContext;
  /** Inside an arm, further arms stand in brackets. */
  nested: boolean;
}

type StepWords<K extends StepKind> = (
  id: StepId,
  step: Extract<Step, { kind: K }>,
  telling: Telling,
) => Token[];

/** What happens from a step to the end of its chain: "email …, wait 7 days and create the task …". */
export function chainWords(first: StepId | null, telling: Telling): Token[] {
  const steps = chainOf(first, telling.document);
  const parts = steps.map(({ id, step }, index) => {
    const inBrackets = steps.length > 1 && index > 0;
    return stepWords(id, step, { ...telling, nested: telling.nested || inBrackets });
  });
  const [head, ...tail] = parts;
  if (!head) return [plain('do nothing')];
  const openArms = steps[0]?.step.kind === 'branch' && !telling.nested;
  if (openArms && tail.length > 0) return [...head, plain('; then '), ...joined(tail, ', ', ' and ')];
  return joined(parts, ', ', ' and ');
}

export interface ChainedStep {
  id: StepId;
  step: Step;
}

/** The steps of one chain, in order, without what their arms hold. */
export function chainOf(first: StepId | null, document: AutomationDocument): ChainedStep[] {
  const steps: ChainedStep[] = [];
  for (let id = first; id !== null;) {
    const step = findStep(document, id);
    if (!step) break;
    steps.push({ id, step });
    id = step.kind === 'exit' ? null : step.next;
  }
  return steps;
}

function stepWords(id: StepId, step: Step, telling: Telling): Token[] {
  const words = STEP_WORDS[step.kind] as (id: StepId, step: Step, telling: Telling) => Token[];
  return words(id, step, telling);
}

const token = (text: string, kind: TokenKind, step: StepId, setting = ''): Token => ({
  text,
  kind,
  ref: { step, path: stepPath(step) + setting },
});

const STEP_WORDS: Readonly<{ [K in StepKind]: StepWords<K> }> = {
  action: actionTokens,
  wait: (id, step) => {
    const { lead, core } = waitWords(step);
    return [plain(`wait ${lead}`), token(core, 'wait', id)];
  },
  waitFor: waitForTokens,
  branch: branchTokens,
  repeat: repeatTokens,
  exit: (id, { reason }) => [plain('end as '), token(reason || '…', 'exit', id, '.reason')],
};

function actionTokens(id: StepId, step: ActionStep, telling: Telling): Token[] {
  const { does, name, undo } = actionWords(step);
  const what = name ? [plain(`${does} `), token(name, 'action', id)] : [token(does, 'action', id)];
  if (!step.onFailure) return [...what, plain(undo)];
  const otherwise = chainWords(step.onFailure, { ...telling, nested: true });
  return [...what, plain(`${undo} (if that fails, `), ...otherwise, plain(')')];
}

function waitForTokens(id: StepId, step: WaitForStep, telling: Telling): Token[] {
  const { document, context } = telling;
  const inArm = { ...telling, nested: true };
  const until = conditionWords(
    { when: step.when, step: id, path: `${stepPath(id)}.when` },
    { scope: document, context, form: { clauseAbout: 'it' } },
  );
  const arms = [
    ...(step.onMet ? [[plain('if so, '), ...chainWords(step.onMet, inArm)]] : []),
    ...(step.onTimeout ? [[plain('if not, '), ...chainWords(step.onTimeout, inArm)]] : []),
  ];
  return [
    plain('wait up to '),
    token(quantity(step.timeoutDays, 'day'), 'wait', id, '.timeoutDays'),
    plain(' until '),
    ...until,
    ...(arms.length > 0 ? [plain(' ('), ...joined(arms, '; '), plain(')')] : []),
  ];
}

function branchTokens(id: StepId, { cases, otherwise }: BranchStep, telling: Telling): Token[] {
  const { document, context, nested } = telling;
  const inArm = { ...telling, nested: true };
  const arms = cases.map(({ when, first }, index) => [
    ...caseWords(
      { when, step: id, path: `${stepPath(id)}.cases[${index}].when` },
      { scope: document, context },
    ),
    plain(' '),
    ...chainWords(first, inArm),
  ]);
  if (otherwise.first) arms.push([plain('otherwise '), ...chainWords(otherwise.first, inArm)]);
  const list = joined(arms, '; ');
  return nested ? [plain('('), ...list, plain(')')] : list;
}

function repeatTokens(id: StepId, { everyDays, atMost, first }: RepeatStep, telling: Telling): Token[] {
  return [
    plain('every '),
    token(quantity(everyDays, 'day'), 'repeat', id, '.everyDays'),
    plain(', at most '),
    token(quantity(atMost, 'time'), 'repeat', id, '.atMost'),
    plain(', '),
    ...chainWords(first, { ...telling, nested: true }),
  ];
}
