import type { ActionPreview, HeldBackSpell, TraceCommon, TraceStep, TrialEffect } from '@dunwell/contract';
import type { ActDecision, BranchTaken, PreparedAutomation, TraceEntry } from '@dunwell/engine';
import { actionWords, type ActionStep } from '@dunwell/language';
import type { PlayedInStep } from '../play/journeys-in-step.js';
import type { ToldEffect } from '../play/perform-together.js';

/** What was told of the effects of one journey, by `effectName`. */
export type ToldEffects = Map<string, ToldEffect>;

export const effectName = ({ step, occurrence }: Pick<ActDecision, 'step' | 'occurrence'>): string =>
  `${step} ${occurrence}`;

export const iso = (at: number): string => new Date(at).toISOString();

interface Place {
  occurrence: string;
  at: number;
  date: string;
}

/** The steps a journey reached in the order of time, each with what became of it. */
export async function traceSteps(
  prepared: PreparedAutomation,
  { trace, lastFacts }: PlayedInStep,
  effects: ToldEffects,
): Promise<TraceStep[]> {
  const steps: TraceStep[] = [];
  for (const entry of trace) {
    const { happened } = entry;
    switch (happened.kind) {
      case 'branched':
        steps.push(branchStep(prepared, happened, { ...happened, ...entry }));
        break;
      case 'act':
        steps.push({
          ...common(prepared, happened.step, { ...happened, ...entry }),
          kind: 'action',
          action: happened.action,
          effect: effectOf(prepared, happened, { trace, effects }),
        });
        break;
      case 'waits': {
        if (openWait(steps, happened)) break;
        const place = common(prepared, happened.step, { ...happened, ...entry });
        const { kind } = prepared.tree.step(happened.step);
        if (kind === 'wait') steps.push({ ...place, kind, resumedAt: null });
        if (kind === 'waitFor') {
          const awaited = prepared.awaitedBy(happened.step);
          const explanation = await awaited.evaluate(lastFacts.values, lastFacts.currency);
          steps.push({ ...place, kind, explanation, ended: null, resumedAt: null });
        }
        break;
      }
      case 'waitOver': {
        const open = openWait(steps, happened);
        if (open) open.resumedAt = iso(entry.at);
        break;
      }
      case 'met':
      case 'timedOut': {
        const ended = happened.kind === 'met' ? 'met' : 'timeout';
        const outcome = { explanation: happened.explanation, ended, resumedAt: iso(entry.at) } as const;
        const open = openWait(steps, happened);
        if (open) Object.assign(open, outcome);
        else {
          const place = common(prepared, happened.step, { ...happened, ...entry });
          steps.push({ ...place, kind: 'waitFor', ...outcome });
        }
        break;
      }
      case 'passStarted':
        steps.push({
          ...common(prepared, happened.step, { ...happened, ...entry }),
          kind: 'repeat',
          pass: happened.pass,
        });
        break;
      case 'ended':
        if (happened.end.kind === 'exitStep') {
          const place = common(prepared, happened.end.step, { ...entry, occurrence: '' });
          steps.push({ ...place, kind: 'exit', reason: happened.end.reason });
        }
        break;
      // What became of an effect is told with its step.
      case 'outcome':
      case 'heldBack':
      case 'needsAttention':
        break;
    }
  }
  return steps;
}

/** A branch with its cases in order, up to the one taken. */
export function branchStep(prepared: PreparedAutomation, branch: BranchTaken, place: Place): TraceStep {
  const labels = new Map(
    prepared.branch(branch.step).cases.map(({ settings }) => [settings.id, settings.label]),
  );
  const cases = branch.cases.map(({ id, explanation }) => ({ id, label: labels.get(id) ?? id, explanation }));
  return { ...common(prepared, branch.step, place), kind: 'branch', cases, taken: branch.taken };
}

function common(prepared: PreparedAutomation, step: string, { occurrence, at, date }: Place): TraceCommon {
  const settings = prepared.tree.step(step);
  const label = settings.kind === 'exit' ? null : (settings.label ?? null);
  return { step, label, occurrence: occurrence === '' ? null : occurrence, at: iso(at), date };
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

function effectOf(
  { tree }: PreparedAutomation,
  act: ActDecision,
  { trace, effects }: { trace: readonly TraceEntry[]; effects: ToldEffects },
): TrialEffect {
  const spells = heldBackSpells(trace, act);
  const told = effects.get(effectName(act));
  if (told === undefined) return { kind: 'heldBack', reason: spells.at(-1)?.reason ?? 'leftOut' };
  const { prepared, isDoneAlready } = told;
  if (prepared.kind === 'lacks') return { kind: 'needsAttention', reason: prepared.problem };
  const words = wordsOf(tree.step(act.step) as ActionStep);
  const preview: ActionPreview = { words, message: prepared.message };
  return isDoneAlready ? { kind: 'alreadyDone', preview } : { kind: 'done', preview, heldBack: spells };
}

function wordsOf(step: ActionStep): string {
  const { does, name, undo } = actionWords(step);
  return `${does}${name === null ? '' : ` ${name}`}${undo}`;
}

/** From when until when a step was held back, and why; what follows ends it. */
function heldBackSpells(trace: readonly TraceEntry[], act: ActDecision): HeldBackSpell[] {
  const spells: HeldBackSpell[] = [];
  for (const { at, happened } of trace) {
    const isHere = 'step' in happened && happened.step === act.step && happened.occurrence === act.occurrence;
    const isEnd = happened.kind === 'ended';
    const open = spells.at(-1);
    if (open && (isHere || isEnd)) open.until = iso(at);
    if (!isHere || happened.kind !== 'heldBack') continue;
    if (open?.reason !== happened.reason)
      spells.push({ reason: happened.reason, from: iso(at), until: iso(happened.until ?? at) });
    else open.until = iso(happened.until ?? at);
  }
  return spells;
}
