import type { ExplainedExit, JourneyEnd, TestRunOutcome, TestRunSubject, TraceStep } from '@dunwell/contract';
import type { BranchTaken, JourneyEnd as PlannedEnd } from '@dunwell/engine';
import type { Moment } from '../../billing/billing-reader.js';
import type { AutomationInWorkspace } from '../../runtime/decide/automation-in-workspace.js';
import type { DecidedSubject } from '../../runtime/decide/decide-entries.js';
import type { PlayedInStep } from '../play/journeys-in-step.js';
import { endWords } from './end-words.js';
import { branchStep, iso } from './trace-place.js';
import { traceSteps } from './trace-steps.js';
import type { ToldEffects } from './trial-effect.js';

/** A subject decided at its account's own moment. */
export type DecidedAt = DecidedSubject & { moment: Moment };

/** A journey as it was played. */
export interface PlayedTest {
  result: PlayedInStep;
  effects: ToldEffects;
}

/** One subject's way through the document in the words of the contract; `played` null: no journey began. */
export async function explainSubject(
  automation: AutomationInWorkspace,
  { subject, decision, moment }: DecidedAt,
  played: PlayedTest | null,
): Promise<TestRunSubject> {
  const { prepared } = automation;
  const { document } = prepared;
  if (decision.kind === 'failed') throw decision.error;
  const explanations = await prepared.exitConditions.evaluate(subject.values, subject.currency);
  const exits = prepared.exits.flatMap(({ id, label }, at): ExplainedExit[] => {
    const explanation = explanations[at];
    return explanation === undefined ? [] : [{ id, label, explanation }];
  });
  const branches = decision.kind === 'noMatch' ? [] : decision.branches;
  const journeySteps = played === null ? [] : await traceSteps(prepared, played.result, played.effects);
  return {
    subject: { kind: document.subject, key: subject.subjectKey, account: subject.accountKey },
    at: iso(moment.at),
    outcome: OUTCOMES[decision.kind],
    entry: document.entry.when === null ? null : decision.entry,
    exits,
    path: decision.kind === 'noMatch' ? [] : decision.path,
    trace: [...branches.map((branch) => metAtEntry(automation, branch, moment)), ...journeySteps],
    end: decision.kind === 'enter' ? endOf(played, moment) : null,
  };
}

const OUTCOMES: Readonly<Record<Exclude<DecidedSubject['decision']['kind'], 'failed'>, TestRunOutcome>> = {
  noMatch: 'entryFails',
  noStep: 'noEffect',
  exitHolds: 'exitHolds',
  // A test run starts with nobody having entered before, so nobody enters too soon.
  tooSoon: 'entered',
  enter: 'entered',
};

const metAtEntry = (
  { prepared }: AutomationInWorkspace,
  branch: BranchTaken,
  { at, date }: Moment,
): TraceStep => branchStep(prepared, branch, { occurrence: '', at, date });

function endOf(played: PlayedTest | null, { at }: Moment): JourneyEnd | null {
  if (played === null) return toEnd({ kind: 'excluded', step: '' }, at);
  const { journey, trace } = played.result;
  const last = trace.at(-1);
  return journey.ended === null || last === undefined ? null : toEnd(journey.ended, last.at);
}

function toEnd(end: PlannedEnd, at: number): JourneyEnd {
  const exitId = end.kind === 'exit' ? end.exit : null;
  if (end.kind === 'stopped') throw new Error('Nobody stops a journey of a trial.');
  return { reason: end.kind, exitId, words: endWords(end), at: iso(at) };
}
