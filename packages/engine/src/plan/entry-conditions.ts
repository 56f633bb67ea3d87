import type { AutomationDocument, Condition, Explanation, StepId } from '@dunwell/language';
import type { FieldOf } from '../comparisons/bind-comparison.js';
import { prepareConditions } from '../evaluate/prepare-condition.js';
import type { SubjectFacts } from '../facts.js';
import type { DocumentTree, Target } from './document-tree.js';

/** What everything an entry depends on comes to for one subject. */
export interface EntryVerdicts {
  entry: Explanation;
  /** In the order of the exits. */
  exits: readonly Explanation[];
  /** The cases, in their order, of each branch that can be met before any other step. */
  branches: ReadonlyMap<StepId, readonly Explanation[]>;
}

export type JudgeEntry = (facts: Pick<SubjectFacts, 'values' | 'currency'>) => Promise<EntryVerdicts>;

/**
 * Makes ready what an entry is decided by: all of it is asked in one run, since nearly everybody who is asked has been
 * narrowed to and will be asked it all.
 */
export function entryConditions(
  document: AutomationDocument,
  tree: DocumentTree,
  fieldOf: FieldOf,
): JudgeEntry {
  const { when } = document.entry;
  const branches = branchesFirstMet(tree);
  const groups = [when === null ? [] : [when], document.exit.map((exit) => exit.when), ...branches.values()];
  const together = prepareConditions(groups.flat(), fieldOf);
  return async ({ values, currency }) => {
    const explanations = await together.evaluate(values, currency);
    const [entries = [], exits = [], ...cases] = split(explanations, groups);
    const ids = [...branches.keys()];
    return {
      entry: entries[0] ?? EVERYBODY,
      exits,
      branches: new Map(ids.map((id, at) => [id, cases[at] ?? []])),
    };
  };
}

/** What holds where an entry has no condition. */
const EVERYBODY: Explanation = { kind: 'all', holds: true, children: [] };

/** The conditions of the cases of the branches that can be met before any other step. */
function branchesFirstMet(tree: DocumentTree): Map<StepId, Condition[]> {
  const met = new Map<StepId, Condition[]>();
  const walk = (target: Target): void => {
    if (target.kind !== 'step' || met.has(target.step)) return;
    const step = tree.step(target.step);
    if (step.kind !== 'branch') return;
    met.set(
      target.step,
      step.cases.map(({ when }) => when),
    );
    for (const { first } of [...step.cases, step.otherwise]) walk(tree.arm(target.step, first));
  };
  walk(tree.first);
  return met;
}

/** Cuts a list into parts as long as these. */
function split<T>(list: readonly T[], lengths: readonly { length: number }[]): T[][] {
  let from = 0;
  return lengths.map(({ length }) => list.slice(from, (from += length)));
}
