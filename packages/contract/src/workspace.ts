import type { WorkspaceSettings } from './workspace-settings.js';

/** `GET /api/v1/workspace`. */
export interface Workspace extends WorkspaceSettings {
  id: string;
  name: string;
  /** Today's zone of accounts that have none of their own (S21). */
  timeZone: string;
  /** A change that has not taken effect yet. */
  nextTimeZone: { timeZone: string; fromDate: string } | null;
  /** Of its accounts, in order; they come into use with the first account, nobody sets them. */
  currencies: string[];
}

/** `PATCH /api/v1/workspace`: what is absent stays; a setting that is there replaces the whole of it. */
export interface WorkspaceChange extends Partial<WorkspaceSettings> {
  name?: string;
  timeZone?: string;
}

/** `GET /api/v1/clock`: business now (S1). */
export interface ClockReading {
  now: string;
  /** It was set, and stands still until it is moved. */
  set: boolean;
}
