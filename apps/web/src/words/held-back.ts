import type { EvaluationDay, HeldBackReason } from '@dunwell/contract';

/** Why something is held back, as an operator says it (S14). */
export const HELD_BACK_WORDS: Readonly<Record<HeldBackReason, string>> = {
  accountHold: 'account on hold',
  invoiceHold: 'invoice on hold',
  paymentInFlight: 'payment in flight',
  leftOut: 'left out by a hold',
  contactCap: 'contact cap',
  quietHours: 'quiet hours',
  weekday: 'not on this weekday',
  holiday: 'holiday',
};

type HeldBack = EvaluationDay['funnel']['heldBack'];

/** How many are held back for whatever reason. */
export const heldBackCount = (heldBack: HeldBack): number =>
  Object.values(heldBack).reduce((sum, count) => sum + count, 0);

/** `2 account on hold, 1 contact cap`. */
export const heldBackWords = (heldBack: HeldBack): string =>
  Object.entries(heldBack)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${count} ${HELD_BACK_WORDS[reason as HeldBackReason]}`)
    .join(', ');
