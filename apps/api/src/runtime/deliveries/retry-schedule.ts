import { backoffDelay } from '../../platform/backoff.js';

/** After so many attempts a delivery that keeps failing follows `onFailure` or needs attention. */
export const MOST_ATTEMPTS = 8;

const BACKOFF = { first: 60_000, longest: 6 * 3_600_000 };

/**
 * How long to wait after the n-th failed attempt, in milliseconds of business time: a minute, doubled each time up to
 * six hours; never sooner than the other side asked for.
 */
export function retryDelay(attempt: number, key: string, afterSeconds = 0): number {
  return backoffDelay(BACKOFF, attempt, key, afterSeconds);
}
