/**
 * What actions change about billing, inside the caller's transaction. Each says what it changed and what was there
 * before, so that an undo takes back only that (S22); effects hold from business now, never before.
 */
export { addTags, removeTags } from './writer/write-tags.js';
export { setAttributes, takeBackAttribute } from './writer/write-attribute.js';
export { setStatus, takeBackStatus, type StatusValue } from './writer/write-status.js';
export { liftPlacedHold, placeHoldFor, type HoldWrite } from './writer/write-hold.js';
export type { WriteContext, WriteResult } from './writer/write-result.js';
