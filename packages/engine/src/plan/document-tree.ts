import type { AutomationDocument, Step, StepId } from '@dunwell/language';

/** Where a journey goes: to a step, back to the repeat whose body ended, or out at the end of the document. */
export type Target =
  { kind: 'step'; step: StepId } | { kind: 'passEnd'; repeat: StepId } | { kind: 'completed' };

/** The steps of a document with every `null` resolved to where the journey goes on. */
export interface DocumentTree {
  first: Target;
  step(id: StepId): Step;
  /** Where an arm of a step leads: to its first step, or where it is empty to what follows the step. */
  arm(of: StepId, first: StepId | null): Target;
  /** What follows a step once it, and everything inside it, is done. */
  after(id: StepId): Target;
}

/** A document whose steps are no tree cannot be played; publishing refuses it with problems (S18). */
export class BrokenTreeError extends Error {
  readonly code = 'brokenTree';

  constructor(message: string) {
    super(message);
    this.name = 'BrokenTreeError';
  }
}

/**
 * Resolves what follows each step: `null` ends a chain, which goes on with what follows the enclosing step, or starts the
 * next pass of the enclosing repeat. Refuses (BrokenTreeError) a step that is missing, referenced twice or part of a
 * loop, and a case id used twice, since paths of entry keys are made of case ids (S11).
 */
export function documentTree(document: AutomationDocument): DocumentTree {
  const following = new Map<StepId, Target>();
  const caseIds = new Set<string>();

  const step = (id: StepId): Step => {
    const found = Object.hasOwn(document.steps, id) ? document.steps[id] : undefined;
    if (found === undefined) throw new BrokenTreeError(`there is no step "${id}"`);
    return found;
  };
  const chain = (first: StepId | null, end: Target): void => {
    for (let id = first; id !== null; id = nextOf(step(id))) {
      if (following.has(id)) throw new BrokenTreeError(`the step "${id}" is referenced more than once`);
      const next = nextOf(step(id));
      const after: Target = next === null ? end : { kind: 'step', step: next };
      following.set(id, after);
      for (const arm of armsOf(id)) chain(arm.first, arm.isBody ? { kind: 'passEnd', repeat: id } : after);
    }
  };
  const armsOf = (id: StepId): readonly Arm[] => {
    const of = step(id);
    if (of.kind === 'branch') {
      for (const { id: caseId } of of.cases) {
        if (caseIds.has(caseId)) throw new BrokenTreeError(`the case "${caseId}" of "${id}" exists twice`);
        caseIds.add(caseId);
      }
    }
    return armsOfStep(of);
  };

  const after = (id: StepId): Target => {
    const target = following.get(id);
    if (target === undefined) throw new BrokenTreeError(`no step leads to "${id}"`);
    return target;
  };
  const arm = (of: StepId, first: StepId | null): Target => {
    if (first !== null) return { kind: 'step', step: first };
    return step(of).kind === 'repeat' ? { kind: 'passEnd', repeat: of } : after(of);
  };

  chain(document.first, { kind: 'completed' });
  return {
    first: document.first === null ? { kind: 'completed' } : { kind: 'step', step: document.first },
    step,
    arm,
    after,
  };
}

interface Arm {
  first: StepId | null;
  /** The body of a repeat comes back to it; every other arm rejoins at `next`. */
  isBody: boolean;
}

const nextOf = (step: Step): StepId | null => (step.kind === 'exit' ? null : step.next);

function armsOfStep(step: Step): readonly Arm[] {
  const arm = (first: StepId | null): Arm => ({ first, isBody: false });
  switch (step.kind) {
    case 'action':
      return [arm(step.onFailure ?? null)];
    case 'waitFor':
      return [arm(step.onMet), arm(step.onTimeout)];
    case 'branch':
      return [...step.cases.map(({ first }) => arm(first)), arm(step.otherwise.first)];
    case 'repeat':
      return [{ first: step.first, isBody: true }];
    case 'wait':
    case 'exit':
      return [];
  }
}
