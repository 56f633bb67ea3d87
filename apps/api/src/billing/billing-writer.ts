/**
 * What actions change about billing, and operators for many accounts at once, inside the caller's transaction. Writes of
 * actions say what they changed and what was there before, so that an undo takes back only that (S22); effects hold from
 * business now, never before.
 */
export { placeHolds } from './holds/change-holds.js';
export { bookFacts, type RowsByEntity } from './writer/book-facts.js';
export { addTags, removeTags } from './writer/write-tags.js';
export { setAttributes, takeBackAttribute } from './writer/write-attribute.js';
export { setStatuses, takeBackStatus, type StatusValue } from './writer/write-status.js';
export { liftPlacedHold, placeHoldsFor, type HoldWrite, type HoldWritten } from './writer/write-hold.js';
export type { AccountMoney } from './reader/account-money.js';
export type { WriteContext, WriteResult } from './writer/write-result.js';
