import { MAX_CONDITION_DEPTH } from '../conditions/condition-schema.js';
import type { Condition } from '../conditions/condition.js';
import type { Problem } from '../problem.js';
import { conditionPlaces } from './condition-places.js';
import type { AutomationDocument, StepId } from './document.js';
import { stepPath } from './json-path.js';
import { findStep, stepReferences } from './step-references.js';

export const MAX_STEPS = 500;

/**
 * What keeps a document from being a tree: unknown references, steps named twice, steps nothing leads to (loops
 * among them), ids used twice, and more steps or deeper conditions than permitted.
 */
export function checkStructure(document: AutomationDocument): Problem[] {
  if (Object.keys(document.steps).length > MAX_STEPS)
    return [
      problem('tooManySteps', null, 'steps', `An automation has at most ${MAX_STEPS} steps. Split it.`),
    ];
  return [...referenceProblems(document), ...idProblems(document), ...depthProblems(document)];
}

const problem = (code: string, step: StepId | null, path: string, message: string): Problem => ({
  code,
  severity: 'error',
  step,
  path,
  message,
});

interface Place {
  from: StepId | null;
  to: StepId;
  path: string;
}

function places(document: AutomationDocument): Place[] {
  const inSteps = Object.entries(document.steps).flatMap(([from, step]) =>
    stepReferences(step).map(({ to, path }) => ({ from, to, path: `${stepPath(from)}.${path}` })),
  );
  return [{ from: null, to: document.first, path: 'first' }, ...inSteps].filter(
    (place): place is Place => place.to !== null,
  );
}

function referenceProblems(document: AutomationDocument): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<StepId>();
  for (const { from, to, path } of places(document)) {
    if (!findStep(document, to))
      problems.push(
        problem('unknownStep', from, path, `There is no step “${to}”. Choose another or end here.`),
      );
    else if (seen.has(to))
      problems.push(
        problem(
          'stepUsedTwice',
          from,
          path,
          `The step “${to}” is already used elsewhere. Make a copy of it.`,
        ),
      );
    seen.add(to);
  }
  const reached = reachedSteps(document);
  for (const id of Object.keys(document.steps))
    if (!reached.has(id))
      problems.push(
        problem(
          'unreachableStep',
          id,
          stepPath(id),
          `Nothing leads to the step “${id}”. Remove it or place it.`,
        ),
      );
  return problems;
}

function reachedSteps(document: AutomationDocument): ReadonlySet<StepId> {
  const reached = new Set<StepId>();
  const open = [document.first];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const step = findStep(document, id);
    if (id === null || !step || reached.has(id)) continue;
    reached.add(id);
    open.push(...stepReferences(step).map(({ to }) => to));
  }
  return reached;
}

/** Case ids make the path of an entry key (S11), exit ids the reason of an end: both have to tell apart. */
function idProblems({ exit, steps }: AutomationDocument): Problem[] {
  const exits = exit.map(({ id }, index) => ({ id, step: null, path: `exit[${index}].id` }));
  const cases = Object.entries(steps).flatMap(([step, { kind, ...rest }]) =>
    kind === 'branch' && 'cases' in rest
      ? rest.cases.map(({ id }, index) => ({ id, step, path: `${stepPath(step)}.cases[${index}].id` }))
      : [],
  );
  return [exits, cases].flatMap((named) => {
    const seen = new Set<string>();
    return named.flatMap(({ id, step, path }) => {
      const twice = seen.has(id);
      seen.add(id);
      return twice ? [problem('idUsedTwice', step, path, `The id “${id}” is used twice. Give another.`)] : [];
    });
  });
}

function depthProblems(document: AutomationDocument): Problem[] {
  return conditionPlaces(document).flatMap(({ when, step, path }) =>
    depthOf(when) > MAX_CONDITION_DEPTH
      ? [problem('tooDeep', step, path, `Conditions are nested at most ${MAX_CONDITION_DEPTH} deep.`)]
      : [],
  );
}

function depthOf(condition: Condition): number {
  if ('all' in condition) return 1 + Math.max(0, ...condition.all.map(depthOf));
  if ('any' in condition) return 1 + Math.max(0, ...condition.any.map(depthOf));
  return 'not' in condition ? 1 + depthOf(condition.not) : 1;
}
