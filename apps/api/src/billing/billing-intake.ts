/**
 * How whole stories come in that no request brings: by the functions that requests and imports use, in the caller's
 * transaction and with the business now that the caller passes.
 */
export { applyTogether, type RefusedRow, type RowsByEntity } from './apply/apply-together.js';
export { placeHold } from './holds/change-holds.js';
