import { createHash } from 'node:crypto';

/** After so many attempts a delivery that keeps failing follows `onFailure` or needs attention. */
export const MOST_ATTEMPTS = 8;

const FIRST_DELAY = 60_000;
const LONGEST_DELAY = 6 * 3_600_000;
/** A tenth up or down, so that a thousand deliveries that failed together do not come back together. */
const JITTER = 0.1;

/**
 * How long to wait after the n-th failed attempt, in milliseconds of business time: a minute, doubled each time up to
 * six hours, spread by the key; never sooner than the other side asked for.
 */
export function retryDelay(attempt: number, key: string, afterSeconds = 0): number {
  const doubled = Math.min(FIRST_DELAY * 2 ** (attempt - 1), LONGEST_DELAY);
  const spread = 1 + JITTER * (2 * fractionOf(`${key} ${attempt}`) - 1);
  return Math.max(Math.round(doubled * spread), afterSeconds * 1_000);
}

/** A number in [0, 1) that is the same for the same text. */
function fractionOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32;
}
