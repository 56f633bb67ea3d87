/** `GET /api/v1/workspace`. */
export interface Workspace {
  id: string;
  name: string;
  /** Today's zone of accounts that have none of their own (S21). */
  timeZone: string;
  /** A change that has not taken effect yet. */
  nextTimeZone: { timeZone: string; fromDate: string } | null;
}

/** `PATCH /api/v1/workspace`: what is absent stays. */
export interface WorkspaceChange {
  name?: string;
  timeZone?: string;
}

/** `GET /api/v1/clock`: business now (S1). */
export interface ClockReading {
  now: string;
  /** It was set, and stands still until it is moved. */
  set: boolean;
}
