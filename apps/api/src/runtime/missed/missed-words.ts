import type { MissedBecause } from '@dunwell/contract';

/** Why a match was not acted on in time, in words (S10). */
export const MISSED_WORDS: Readonly<Record<MissedBecause, string>> = {
  late: 'Too old to be acted on by itself when it was found.',
  lateData: 'Found only when facts came late.',
  newerMatch: 'A newer match of the same subject was acted on instead.',
  limit: 'The limit of entries had been reached.',
  tooMany: 'Its run would have acted on far more than ever.',
};
