import type { EvaluationDay, HeldBackReason } from '@dunwell/contract';
import { HELD_BECAUSE } from './held-because.js';

type HeldBack = EvaluationDay['funnel']['heldBack'];

/** How many are held back for whatever reason. */
export const heldBackCount = (heldBack: HeldBack): number =>
  Object.values(heldBack).reduce((sum, count) => sum + count, 0);

/** `2 account on hold, 1 contact cap`. */
export const heldBackWords = (heldBack: HeldBack): string =>
  Object.entries(heldBack)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${count} ${HELD_BECAUSE[reason as HeldBackReason]}`)
    .join(', ');
