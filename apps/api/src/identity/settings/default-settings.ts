import type { WorkspaceSettings } from '@dunwell/contract';

/** What holds in a workspace that has decided nothing. */
export const DEFAULT_SETTINGS: WorkspaceSettings = {
  paymentPage: null,
  paymentInstructions: { accountHolder: null, iban: null, bic: null, note: null },
  sendWindow: null,
  contactCap: null,
  holidays: { dates: [], always: false },
  sender: { name: null, replyTo: null },
  // The log of calls is for finding out what went wrong lately; reasons of decisions go only when somebody says so.
  retention: { decisionDays: null, callDays: 30 },
  provider: null,
  paymentMinimums: [],
};
