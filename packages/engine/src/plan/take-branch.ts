import type { BranchStep, Explanation, StepId } from '@dunwell/language';
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
  const step = automation.tree.step(id) as BranchStep;
  const conditions = automation.cases.get(id)!;
  const cases: BranchTaken['cases'] = [];
  for (const [index, branchCase] of step.cases.entries()) {
    const explanation = await conditions[index]!.evaluate(facts.values, facts.currency);
    cases.push({ id: branchCase.id, explanation });
    if (explanation.holds) {
      return {
        branch: { step: id, taken: branchCase.id, cases },
        to: automation.tree.arm(id, branchCase.first),
      };
    }
  }
  return { branch: { step: id, taken: null, cases }, to: automation.tree.arm(id, step.otherwise.first) };
}
