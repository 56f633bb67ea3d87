import type { SubjectReference } from './automations.js';
import type { Money } from './money.js';

/**
 * Why a match was not acted on in time (S10): too old when it was found, found late since facts came late, a newer one
 * of the same subject was acted on, the limit of entries was reached, or a person dismissed a run that would have acted
 * on far more than ever.
 */
export type MissedBecause = 'late' | 'lateData' | 'newerMatch' | 'limit' | 'tooMany';

export const MISSED_BECAUSE: readonly MissedBecause[] = [
  'late',
  'lateData',
  'newerMatch',
  'limit',
  'tooMany',
];

/** A match that was not acted on in time; `GET /api/v1/missed`, the oldest date first (S10). */
export interface MissedMatch {
  automationId: string;
  /** The automation's name. */
  automation: string;
  date: string;
  subject: SubjectReference;
  accountName: string | null;
  path: string[];
  because: MissedBecause;
  /** `because` in words. */
  words: string;
  /** What the account owes past due now. */
  overdue: Money;
}

/** What is absent does not narrow. */
export interface MissedFilter {
  automationId?: string;
  because?: MissedBecause;
  /** The account's key. */
  account?: string;
}

/** Those of one automation for one reason; `GET /api/v1/missed/groups`. */
export interface MissedGroup {
  automationId: string;
  automation: string;
  because: MissedBecause;
  words: string;
  count: number;
  firstDate: string;
  lastDate: string;
  /** What their accounts owe past due now, each once. */
  overdue: Money[];
}

/** `POST /api/v1/missed/decide-all`: every entry under the filter, all of them or none. */
export interface DecideAllMissedRequest {
  filter: MissedFilter;
  decision: 'run' | 'dismiss';
  /** How many are meant: where the list has grown or shrunk since, nothing is done (409). */
  expected: number;
}

/** What a person decides about a run that would act on far more than ever. */
export type LargeRunDecision = 'release' | 'dismiss';

/** `POST /api/v1/automations/{id}/large-run/decide`. */
export interface DecideLargeRunRequest {
  /** Automations run zone by zone. */
  timeZone: string;
  decision: LargeRunDecision;
}
