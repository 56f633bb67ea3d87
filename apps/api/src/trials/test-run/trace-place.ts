import type { TraceCommon, TraceStep } from '@dunwell/contract';
import type { BranchTaken, PreparedAutomation } from '@dunwell/engine';

export interface Place {
  occurrence: string;
  at: number;
  date: string;
}

export const iso = (at: number): string => new Date(at).toISOString();

/** What a trace says of every step: which one, and when it was reached. */
export function traceCommon(
  prepared: PreparedAutomation,
  step: string,
  { occurrence, at, date }: Place,
): TraceCommon {
  const settings = prepared.tree.step(step);
  const label = settings.kind === 'exit' ? null : (settings.label ?? null);
  return { step, label, occurrence: occurrence === '' ? null : occurrence, at: iso(at), date };
}

/** A branch with its cases in order, up to the one taken. */
export function branchStep(prepared: PreparedAutomation, branch: BranchTaken, place: Place): TraceStep {
  const step = prepared.tree.step(branch.step);
  const labels = new Map(step.kind === 'branch' ? step.cases.map(({ id, label }) => [id, label]) : []);
  const cases = branch.cases.map(({ id, explanation }) => ({ id, label: labels.get(id) ?? id, explanation }));
  return { ...traceCommon(prepared, branch.step, place), kind: 'branch', cases, taken: branch.taken };
}
