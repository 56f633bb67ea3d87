import type { HoldReason } from '@dunwell/language';

/** Why a hold is there, within a sentence. */
export const HOLD_REASON_WORDS: Readonly<Record<HoldReason, string>> = {
  promiseToPay: 'promise to pay',
  dispute: 'dispute',
  courtesy: 'courtesy',
  other: 'other reason',
};

/** What shows holds: queries whose key begins with one of these words are read again after a change of one. */
export const HOLD_TOUCHES = ['account', 'accounts', 'holds', 'invoices', 'overview', 'tasks'] as const;
