import type { RibbonBalance } from '@dunwell/contract';

/** The balances from an instant on, in minor units. */
export interface BalancePoint {
  /** Milliseconds since 1970, for an axis of time. */
  at: number;
  outstanding: number;
  overdue: number;
}

/**
 * The steps of the balances between two instants, for a line that keeps each value until the next: what held before the
 * first begins with it, and what holds at the last is repeated there.
 */
export function balancePoints(
  balances: readonly RibbonBalance[],
  { from, to }: { from: number; to: number },
): BalancePoint[] {
  const points = balances.map((balance) => ({ ...balance, at: new Date(balance.from).getTime() }));
  const before = points.findLast(({ at }) => at <= from);
  const within = points.filter(({ at }) => at > from && at <= to);
  const steps = [...(before ? [{ ...before, at: from }] : []), ...within];
  const last = steps.at(-1);
  return [...steps, ...(last ? [{ ...last, at: to }] : [])].map(({ at, outstanding, overdue }) => ({
    at,
    outstanding,
    overdue,
  }));
}

/** The changes up to an instant, the latest first. */
export function balanceChanges(balances: readonly RibbonBalance[], to: number): RibbonBalance[] {
  return balances.filter(({ from }) => new Date(from).getTime() <= to).toReversed();
}

/** How many lines of the axis lie above zero at most. */
const MOST_LINES = 3;
/** What lines of an axis are round multiples of. */
const ROUND = [1, 2, 5, 10] as const;

/** Round amounts for the lines of an axis that reaches up to `most`, zero first; minor units. */
export function roundTicks(most: number): number[] {
  if (most <= 0) return [0];
  const least = most / MOST_LINES;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = Math.max(1, power * (ROUND.find((round) => round * power > least) ?? 10));
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, line) => line * step);
}
