import type { FactValue } from '@dunwell/language';

/**
 * One row of facts about a subject at one instant (S0), by `fieldKey` of the language,
 * e.g. `account.overdueBalance` or `account.failedPaymentsInLast(days=30)`. Money is in minor units of
 * `currency`; a value that is not set is null.
 */
export type FactRow = Readonly<Record<string, FactValue>>;

/** What an entry key is made of besides the path (S11). */
export interface Episode {
  /** The subject's open streak; null when nothing is overdue or the subject has no streak. */
  streakId: string | null;
  /** Day 1 of the strict streak, YYYY-MM-DD (S5). */
  strictSince: string | null;
  /** End of the current term of a subscription, YYYY-MM-DD. */
  termEndsOn: string | null;
  /** Expiry of a payment method, YYYY-MM-DD. */
  expiresOn: string | null;
}

/** One subject as read at one instant, the input of every decision. */
export interface SubjectFacts {
  subjectId: string;
  accountId: string;
  currency: string;
  values: FactRow;
  episode: Episode;
}
