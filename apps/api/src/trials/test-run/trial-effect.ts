import type { ActionPreview, HeldBackSpell, TrialEffect } from '@dunwell/contract';
import type { ActDecision, PreparedAutomation, TraceEntry } from '@dunwell/engine';
import { actionWords, type ActionStep } from '@dunwell/language';
import type { ToldEffect } from '../play/perform-together.js';
import { iso } from './trace-place.js';

/** What was told of the effects of one journey, by `effectName`. */
export type ToldEffects = Map<string, ToldEffect>;

export const effectName = ({ step, occurrence }: Pick<ActDecision, 'step' | 'occurrence'>): string =>
  `${step} ${occurrence}`;

/** What an action would have done, or why it would not, when it was held back, and until when. */
export function trialEffect(
  { tree }: PreparedAutomation,
  act: ActDecision,
  { trace, effects }: { trace: readonly TraceEntry[]; effects: ToldEffects },
): TrialEffect {
  const spells = heldBackSpells(trace, act);
  const told = effects.get(effectName(act));
  if (told === undefined) return { kind: 'heldBack', reason: spells.at(-1)?.reason ?? 'leftOut' };
  const { prepared, isDoneAlready } = told;
  if (prepared.kind === 'lacks') return { kind: 'needsAttention', reason: prepared.problem };
  const { command, message } = prepared;
  const words = effectWords(tree.step(act.step) as ActionStep);
  const preview: ActionPreview = { words: command === null ? words : `${words}: ${command}`, message };
  return isDoneAlready ? { kind: 'alreadyDone', preview } : { kind: 'done', preview, heldBack: spells };
}

/** What an action step does, in words. */
export function effectWords(step: ActionStep): string {
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
