/**
 * Splits items into rounds, in order, so that no two of a round have the same key: what a round does is known before the
 * next begins.
 */
export function inRounds<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const rounds: T[][] = [];
  const next = new Map<string, number>();
  for (const item of items) {
    const key = keyOf(item);
    const round = next.get(key) ?? 0;
    next.set(key, round + 1);
    (rounds[round] ??= []).push(item);
  }
  return rounds;
}
