import type { PlannedEffect, RibbonEffect } from '@dunwell/contract';
import type { ActionKind } from '@dunwell/language';
import { ACTIONS } from '@dunwell/language';
import { HELD_BECAUSE } from '../../words/held-because.js';

/** Something Dunwell did or will do, as the ribbon says it. */
export interface EffectInWords {
  kind: ActionKind;
  title: string;
  /** The automation, and what keeps it waiting. */
  detail: string;
  tone: 'done' | 'planned' | 'failed';
}

const OUTCOMES: Readonly<Record<RibbonEffect['status'], string>> = {
  accepted: ', outcome to follow',
  done: '',
  failed: ' failed',
  needsAttention: ' needs attention',
  uncertain: ', perhaps sent',
};

/** What Dunwell did. */
export function doneInWords({ kind, step, status, automation }: RibbonEffect): EffectInWords {
  const outcome = status === 'done' && ACTIONS[kind].message ? ' sent' : OUTCOMES[status];
  const tone = status === 'done' || status === 'accepted' ? 'done' : 'failed';
  return { kind, title: step + outcome, detail: automation, tone };
}

/** What Dunwell will do if nothing changes. */
export function plannedInWords({ kind, step, automation, heldBack }: PlannedEffect): EffectInWords {
  const waits = heldBack === null ? '' : `, held back: ${HELD_BECAUSE[heldBack]}`;
  return { kind, title: step, detail: automation + waits, tone: 'planned' };
}
