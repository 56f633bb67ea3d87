import { createHash } from 'node:crypto';

/** In milliseconds: after the first failure, and at most. */
export interface Backoff {
  first: number;
  longest: number;
}

/** A tenth up or down, so that a thousand that failed together do not come back together. */
const JITTER = 0.1;

/**
 * How long to wait after the n-th failed attempt, in milliseconds: doubled each time, spread by the key; never sooner
 * than the other side asked for.
 */
export function backoffDelay(
  { first, longest }: Backoff,
  attempt: number,
  key: string,
  afterSeconds = 0,
): number {
  const doubled = Math.min(first * 2 ** (attempt - 1), longest);
  const spread = 1 + JITTER * (2 * fractionOf(`${key} ${attempt}`) - 1);
  return Math.max(Math.round(doubled * spread), afterSeconds * 1_000);
}

/** A number in [0, 1) that is the same for the same text. */
function fractionOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32;
}
