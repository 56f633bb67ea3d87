import type { TraceStep } from '@dunwell/contract';
import type { PreparedAutomation, TraceEntry } from '@dunwell/engine';
import type { PlayedInStep } from '../play/journeys-in-step.js';
import { branchStep, iso, traceCommon, type Place } from './trace-place.js';
import { trialEffect, type ToldEffects } from './trial-effect.js';

/** The steps a journey reached in the order of time, each with what became of it. */
export async function traceSteps(
  prepared: PreparedAutomation,
  played: PlayedInStep,
  effects: ToldEffects,
): Promise<TraceStep[]> {
  const telling: Telling = { prepared, played, effects, steps: [] };
  for (const { at, date, happened } of played.trace) {
    const tell = TELL[happened.kind] as Tell<Happened>;
    const occurrence = 'occurrence' in happened ? happened.occurrence : '';
    await tell(telling, happened, { occurrence, at, date });
  }
  return telling.steps;
}

interface Telling {
  prepared: PreparedAutomation;
  played: PlayedInStep;
  effects: ToldEffects;
  /** Those told so far. */
  steps: TraceStep[];
}

type Happened = TraceEntry['happened'];
type Kind = Happened['kind'];
type Tell<H> = (telling: Telling, happened: H, place: Place) => void | Promise<void>;

/** What each kind of thing that happens adds to the steps, or changes of those told before. */
const TELL: { readonly [K in Kind]: Tell<Extract<Happened, { kind: K }>> } = {
  branched: ({ prepared, steps }, happened, place) => {
    steps.push(branchStep(prepared, happened, place));
  },
  act: ({ prepared, played, effects, steps }, happened, place) => {
    steps.push({
      ...traceCommon(prepared, happened.step, place),
      kind: 'action',
      action: happened.action,
      effect: trialEffect(prepared, happened, { trace: played.trace, effects }),
    });
  },
  waits: async ({ prepared, played, steps }, happened, place) => {
    if (openWait(steps, happened)) return;
    const common = traceCommon(prepared, happened.step, place);
    const { kind } = prepared.tree.step(happened.step);
    if (kind === 'wait') steps.push({ ...common, kind, resumedAt: null });
    if (kind === 'waitFor') {
      const { values, currency } = played.lastFacts;
      const explanation = await prepared.awaitedBy(happened.step).evaluate(values, currency);
      steps.push({ ...common, kind, explanation, ended: null, resumedAt: null });
    }
  },
  waitOver: ({ steps }, happened, { at }) => {
    const open = openWait(steps, happened);
    if (open) open.resumedAt = iso(at);
  },
  met: endOfWaitFor,
  timedOut: endOfWaitFor,
  passStarted: ({ prepared, steps }, { step, pass }, place) => {
    steps.push({ ...traceCommon(prepared, step, place), kind: 'repeat', pass });
  },
  ended: ({ prepared, steps }, { end }, place) => {
    if (end.kind !== 'exitStep') return;
    steps.push({ ...traceCommon(prepared, end.step, place), kind: 'exit', reason: end.reason });
  },
  // What became of an effect is told with its step.
  outcome: () => undefined,
  heldBack: () => undefined,
  needsAttention: () => undefined,
};

function endOfWaitFor(
  { prepared, steps }: Telling,
  happened: Extract<Happened, { kind: 'met' | 'timedOut' }>,
  place: Place,
): void {
  const { kind, step, explanation } = happened;
  const ended = kind === 'met' ? 'met' : 'timeout';
  const outcome = { explanation, ended, resumedAt: iso(place.at) } as const;
  const open = openWait(steps, happened);
  if (open) Object.assign(open, outcome);
  else steps.push({ ...traceCommon(prepared, step, place), kind: 'waitFor', ...outcome });
}

type Wait = Extract<TraceStep, { kind: 'wait' | 'waitFor' }>;

/** The wait at a place that is not over; a wait whose end has moved is told once. */
function openWait(
  steps: readonly TraceStep[],
  { step, occurrence }: { step: string; occurrence: string },
): Wait | undefined {
  return steps.findLast(
    (one): one is Wait =>
      (one.kind === 'wait' || one.kind === 'waitFor') &&
      one.resumedAt === null &&
      one.step === step &&
      (one.occurrence ?? '') === occurrence,
  );
}
