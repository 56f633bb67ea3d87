import type { EvaluatedMatch, ExplainedBranch, MatchOutcome } from '@dunwell/contract';
import type { BranchTaken } from '@dunwell/engine';
import {
  explanationInWords,
  findStep,
  type AutomationDocument,
  type BranchStep,
  type CatalogueContext,
} from '@dunwell/language';
import { MISSED_WORDS } from '../../missed/missed-words.js';
import type { MatchRow } from './list-matches.js';

/** A match in words: what became of it, the path by its labels, every condition with what it required and found. */
export function explainMatch(row: MatchRow, context: CatalogueContext): EvaluatedMatch {
  const { subject, accountName, timeZone, version, currency, overdue, document, explanation } = row;
  const { outcome, missedBecause, lateData, journeyId } = row;
  const branches = explanation.branches.map((branch) => explainBranch(branch, document, context));
  return {
    ...{ subject, accountName, timeZone, version, outcome, missedBecause, lateData, journeyId, branches },
    overdue: { currency, amount: overdue },
    words: OUTCOME_WORDS[outcome](row),
    path: explanation.branches.flatMap(({ step, taken }) =>
      taken === null ? [] : [{ id: taken, label: caseLabel(document, step, taken) }],
    ),
    entry: document.entry.when === null ? [] : explanationInWords(explanation.entry, document, context),
  };
}

const OUTCOME_WORDS: Readonly<Record<MatchOutcome, (row: MatchRow) => string>> = {
  pending: () => 'Waits for its turn.',
  entered: () => 'Entered.',
  alreadyEntered: () => 'It entered on another date under the same key.',
  endedBeforeActing: ({ exitId, document }) =>
    `Not begun: ${document.exit.find(({ id }) => id === exitId)?.label ?? 'an exit'} held when it was its turn.`,
  excluded: () => 'Left out by a hold on the account.',
  skipped: () => 'Skipped as backlog.',
  missed: ({ missedBecause }) => wasMissed(missedBecause),
  dismissed: ({ missedBecause }) => `Dismissed. ${wasMissed(missedBecause)}`,
};

const wasMissed = (because: MatchRow['missedBecause']): string =>
  because === null ? 'Missed.' : MISSED_WORDS[because];

function explainBranch(
  { step, taken, cases }: BranchTaken,
  document: AutomationDocument,
  context: CatalogueContext,
): ExplainedBranch {
  const branch = branchAt(document, step);
  return {
    step,
    label: branch?.label?.trim() || null,
    taken: taken === null ? (branch?.otherwise.label ?? 'otherwise') : caseLabel(document, step, taken),
    cases: cases.map(({ id, explanation }) => ({
      id,
      label: caseLabel(document, step, id),
      conditions: explanationInWords(explanation, document, context),
    })),
  };
}

const caseLabel = (document: AutomationDocument, step: string, id: string): string =>
  branchAt(document, step)?.cases.find((one) => one.id === id)?.label ?? id;

function branchAt(document: AutomationDocument, id: string): BranchStep | null {
  const step = findStep(document, id);
  return step?.kind === 'branch' ? step : null;
}
