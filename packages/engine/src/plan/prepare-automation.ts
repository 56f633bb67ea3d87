import type { AutomationDocument, BranchCase, Exit, StepId } from '@dunwell/language';
import type { FieldOf } from '../comparisons/bind-comparison.js';
import { prepareCondition, type PreparedCondition } from '../evaluate/prepare-condition.js';
import { type DocumentTree, documentTree } from './document-tree.js';

/** A document made ready to be decided for many subjects. Holds no state: one serves any number of journeys. */
export interface PreparedAutomation {
  document: AutomationDocument;
  tree: DocumentTree;
  fieldOf: FieldOf;
  entry: PreparedCondition;
  exits: readonly { exit: Exit; condition: PreparedCondition }[];
  /** A branch with its cases in order. */
  branch(id: StepId): PreparedBranch;
  /** What a waitFor waits for. */
  awaitedBy(id: StepId): PreparedCondition;
}

export interface PreparedBranch {
  cases: readonly { settings: BranchCase; condition: PreparedCondition }[];
  /** The first step of the arm where no case holds. */
  otherwise: StepId | null;
}

/**
 * Makes a document ready: conditions checked once, what follows each step resolved once. Refuses conditions that
 * cannot be decided (InvalidConditionError, S18) and steps that are no tree (BrokenTreeError).
 */
export function prepareAutomation(document: AutomationDocument, fieldOf: FieldOf): PreparedAutomation {
  const tree = documentTree(document);
  const branches = new Map<StepId, PreparedBranch>();
  const awaited = new Map<StepId, PreparedCondition>();
  for (const [id, step] of Object.entries(document.steps)) {
    if (step.kind === 'waitFor') awaited.set(id, prepareCondition(step.when, fieldOf));
    if (step.kind !== 'branch') continue;
    const cases = step.cases.map((settings) => ({
      settings,
      condition: prepareCondition(settings.when, fieldOf),
    }));
    branches.set(id, { cases, otherwise: step.otherwise.first });
  }
  return {
    document,
    tree,
    fieldOf,
    entry: prepareCondition(document.entry.when, fieldOf),
    exits: document.exit.map((exit) => ({ exit, condition: prepareCondition(exit.when, fieldOf) })),
    branch: (id) => foundIn(branches, id),
    awaitedBy: (id) => foundIn(awaited, id),
  };
}

function foundIn<T>(steps: ReadonlyMap<StepId, T>, id: StepId): T {
  const found = steps.get(id);
  if (found === undefined) throw new Error(`the step "${id}" is of another kind`);
  return found;
}
