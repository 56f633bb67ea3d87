import type { Explanation, StepId } from '@dunwell/language';
import type { SubjectFacts } from '../facts.js';
import type { Target } from './document-tree.js';
import type { PreparedAutomation } from './prepare-automation.js';

/** The way taken at a branch, with the reasons of every case that was looked at. */
export interface BranchTaken {
  step: StepId;
  /** The id of the case that held first; null: otherwise. */
  taken: string | null;
  /** In order, up to the one taken: the first that holds wins. */
  cases: { id: string; explanation: Explanation }[];
}

/** Takes the first case of a branch that holds, else its `otherwise`, and says where that leads. */
export async function takeBranch(
  automation: PreparedAutomation,
  id: StepId,
  facts: SubjectFacts,
): Promise<{ branch: BranchTaken; to: Target }> {
  const { cases, otherwise } = automation.branch(id);
  const lookedAt: BranchTaken['cases'] = [];
  for (const { settings, condition } of cases) {
    const explanation = await condition.evaluate(facts.values, facts.currency);
    lookedAt.push({ id: settings.id, explanation });
    if (explanation.holds) {
      const branch = { step: id, taken: settings.id, cases: lookedAt };
      return { branch, to: automation.tree.arm(id, settings.first) };
    }
  }
  return { branch: { step: id, taken: null, cases: lookedAt }, to: automation.tree.arm(id, otherwise) };
}
