import type { AutomationDocument, BranchCase, Exit, StepId } from '@dunwell/language';
import type { FieldOf } from '../comparisons/bind-comparison.js';
import {
  prepareCondition,
  prepareConditions,
  type PreparedCondition,
  type PreparedConditions,
} from '../evaluate/prepare-condition.js';
import { type DocumentTree, documentTree } from './document-tree.js';
import { entryConditions, type JudgeEntry } from './entry-conditions.js';
import { movesByTime } from './moves-by-time.js';

/** A document made ready to be decided for many subjects. Holds no state: one serves any number of journeys. */
export interface PreparedAutomation {
  document: AutomationDocument;
  tree: DocumentTree;
  fieldOf: FieldOf;
  /** Everything that an entry is decided by. */
  judgeEntry: JudgeEntry;
  exits: readonly Exit[];
  /** The conditions of the exits, in their order. */
  exitConditions: PreparedConditions;
  /** A branch with its cases in order. */
  branch(id: StepId): PreparedBranch;
  /** What a waitFor waits for. */
  awaitedBy(id: StepId): PreparedCondition;
  /** Whether time alone may bring one of the exits about. */
  exitsMove: boolean;
  /** The waitFors whose condition time alone may bring about. */
  movingWaits: ReadonlySet<StepId>;
}

export interface PreparedBranch {
  cases: readonly BranchCase[];
  /** The conditions of the cases, in their order. */
  conditions: PreparedConditions;
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
  const movingWaits = new Set<StepId>();
  for (const [id, step] of Object.entries(document.steps)) {
    if (step.kind === 'waitFor') {
      awaited.set(id, prepareCondition(step.when, fieldOf));
      if (movesByTime(step.when, fieldOf)) movingWaits.add(id);
    }
    if (step.kind !== 'branch') continue;
    const { cases, otherwise } = step;
    const conditions = prepareConditions(
      cases.map(({ when }) => when),
      fieldOf,
    );
    branches.set(id, { cases, conditions, otherwise: otherwise.first });
  }
  return {
    document,
    tree,
    fieldOf,
    judgeEntry: entryConditions(document, tree, fieldOf),
    exits: document.exit,
    exitConditions: prepareConditions(
      document.exit.map(({ when }) => when),
      fieldOf,
    ),
    branch: (id) => foundIn(branches, id),
    awaitedBy: (id) => foundIn(awaited, id),
    exitsMove: document.exit.some(({ when }) => movesByTime(when, fieldOf)),
    movingWaits,
  };
}

function foundIn<T>(steps: ReadonlyMap<StepId, T>, id: StepId): T {
  const found = steps.get(id);
  if (found === undefined) throw new Error(`the step "${id}" is of another kind`);
  return found;
}
