/** Why a hold is there, within a sentence. */
export { HOLD_REASON_WORDS } from '@dunwell/language';

/** What shows holds: queries whose key begins with one of these words are read again after a change of one. */
export const HOLD_TOUCHES = ['account', 'accounts', 'holds', 'invoices', 'overview', 'tasks'] as const;
