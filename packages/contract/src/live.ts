/** `GET /api/v1/counts`: the figures beside the navigation, as of business now. */
export interface Counts {
  /** Accounts with an overdue balance. */
  pastDueAccounts: number;
  /** Open tasks that nobody has put off. */
  openTasks: number;
  /** Holds in force or to come. */
  openHolds: number;
  liveAutomations: number;
  /** Matches that were not acted on in time (S10). */
  missed: number;
  /** Entries of `GET /api/v1/attention`. */
  attention: number;
}

/** What somebody has changed, so that lists of it may be read again. */
export const LIVE_TOPICS = [
  'accounts',
  'imports',
  'automations',
  'tasks',
  'messages',
  'evaluations',
] as const;

export type LiveTopic = (typeof LIVE_TOPICS)[number];

/**
 * One event of `GET /api/v1/live` (server-sent events): `counts` at the start and whenever they differ, `changed` soon
 * after a change was committed, several of them together.
 */
export type LiveEvent =
  { event: 'counts'; data: Counts } | { event: 'changed'; data: { topics: LiveTopic[] } };
