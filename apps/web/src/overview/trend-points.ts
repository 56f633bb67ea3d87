import type { OverdueTrend } from '@dunwell/contract';

export interface Point {
  date: string;
  /** Overdue at the end of the date, in minor units. */
  amount: number;
}

const DAY = 86_400_000;

/** The trend of one currency as dates with amounts, the oldest first. */
export function pointsOf({ from, series }: OverdueTrend, currency: string): Point[] {
  const amounts = series.find((one) => one.currency === currency)?.amounts ?? [];
  // Dates without a zone: in UTC every day has 24 hours.
  const first = Date.parse(`${from}T00:00:00Z`);
  return amounts.map((amount, at) => ({
    date: new Date(first + at * DAY).toISOString().slice(0, 10),
    amount,
  }));
}

/** The last date of each month, and the last of all; the latest first. */
export function monthEnds(points: readonly Point[]): Point[] {
  return points.filter(({ date }, at) => date.slice(0, 7) !== points[at + 1]?.date.slice(0, 7)).toReversed();
}
