/** Holds that people place from elsewhere, such as a promise to pay that came of a task; in the caller's transaction. */
export { placeHold } from './holds/change-holds.js';
