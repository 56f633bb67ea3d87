/** Where others are asked, or told, before billing does something that concerns them. */
export { AccountUses, type AccountUse, type TouchedAccounts } from './account-uses.js';
/** What happened to accounts, for whoever starts something by it, in the caller's transaction. */
export {
  lockWaitingEvents,
  markTakenIn,
  waitingEventIds,
  workspacesWithWaitingEvents,
  type WaitingEvent,
  type WaitingQuery,
} from './events/waiting-events.js';
