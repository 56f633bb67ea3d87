/** The buckets of days past due; each has a colour of the warm ramp. */
export const AGEING = [
  { ramp: 1, label: '1–7', from: 1, to: 7 },
  { ramp: 2, label: '8–14', from: 8, to: 14 },
  { ramp: 3, label: '15–30', from: 15, to: 30 },
  { ramp: 4, label: '31–60', from: 31, to: 60 },
  { ramp: 5, label: '61–90', from: 61, to: 90 },
  { ramp: 6, label: 'over 90', from: 91, to: Infinity },
] as const;

export type Ramp = (typeof AGEING)[number]['ramp'];

/** Which colour of the ramp a number of days past due has; null for none. */
export function rampOf(daysPastDue: number): Ramp | null {
  return AGEING.find(({ from, to }) => daysPastDue >= from && daysPastDue <= to)?.ramp ?? null;
}

/** Days in a row that have one colour; `from` counts from the first of them, which is 0. */
export interface RampStretch {
  ramp: Ramp;
  from: number;
  days: number;
}

/** The colours of so many days in a row, the first of which is day `day` of a streak. */
export function rampStretches(day: number, days: number): RampStretch[] {
  return AGEING.flatMap(({ ramp, from, to }) => {
    const first = Math.max(from, day);
    const last = Math.min(to, day + days - 1);
    return first > last ? [] : [{ ramp, from: first - day, days: last - first + 1 }];
  });
}
