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
  const explanations = await automation.branch(id).conditions.evaluate(facts.values, facts.currency);
  return takeCase(automation, id, explanations);
}

/** The same where the cases have been decided already. */
export function takeCase(
  automation: PreparedAutomation,
  id: StepId,
  explanations: readonly Explanation[],
): { branch: BranchTaken; to: Target } {
  const { cases, otherwise } = automation.branch(id);
  const lookedAt: BranchTaken['cases'] = [];
  for (const [at, { id: caseId, first }] of cases.entries()) {
    const explanation = explanations[at];
    if (explanation === undefined) throw new Error(`the case "${caseId}" was left undecided`);
    lookedAt.push({ id: caseId, explanation });
    if (explanation.holds) {
      return { branch: { step: id, taken: caseId, cases: lookedAt }, to: automation.tree.arm(id, first) };
    }
  }
  return { branch: { step: id, taken: null, cases: lookedAt }, to: automation.tree.arm(id, otherwise) };
}
