/** Where others are asked, or told, before billing does something that concerns them. */
export { AccountUses, type AccountUse, type TouchedAccounts } from './account-uses.js';
