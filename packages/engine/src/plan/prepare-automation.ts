import type { AutomationDocument, Exit, StepId } from '@dunwell/language';
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
  /** The conditions of each branch, in the order of its cases. */
  cases: ReadonlyMap<StepId, readonly PreparedCondition[]>;
  /** What each waitFor waits for. */
  awaited: ReadonlyMap<StepId, PreparedCondition>;
}

/**
 * Makes a document ready: conditions checked once, what follows each step resolved once. Refuses conditions that
 * cannot be decided (InvalidConditionError, S18) and steps that are no tree (BrokenTreeError).
 */
export function prepareAutomation(document: AutomationDocument, fieldOf: FieldOf): PreparedAutomation {
  const steps = Object.entries(document.steps);
  return {
    document,
    tree: documentTree(document),
    fieldOf,
    entry: prepareCondition(document.entry.when, fieldOf),
    exits: document.exit.map((exit) => ({ exit, condition: prepareCondition(exit.when, fieldOf) })),
    cases: new Map(
      steps.flatMap(([id, step]) =>
        step.kind === 'branch' ? [[id, step.cases.map(({ when }) => prepareCondition(when, fieldOf))]] : [],
      ),
    ),
    awaited: new Map(
      steps.flatMap(([id, step]) =>
        step.kind === 'waitFor' ? [[id, prepareCondition(step.when, fieldOf)]] : [],
      ),
    ),
  };
}
