/** What held from an instant, inclusive, to an instant, exclusive; epoch milliseconds, ±Infinity for always. */
export interface Held<Value extends object> {
  from: number;
  to: number;
  value: Value;
}

/** One value for all time: the first value of an undated fact (S23). */
export function always<Value extends object>(value: Value): Held<Value>[] {
  return [{ from: -Infinity, to: Infinity, value }];
}

/** What holds at an instant; the list covers all time. */
export function valueAt<Value extends object>(periods: readonly Held<Value>[], at: number): Value {
  return periodAt(periods, at).value;
}

/** Whether a field was never set, so that its first value is still to come (S23). */
export function neverSet<Value extends object>(periods: readonly Held<Value>[], field: keyof Value): boolean {
  return periods.every(({ value }) => value[field] === null);
}

/** Sets a field from an instant on, up to its next change: what was said about later stays true (S23). */
export function changeFrom<Value extends object, Field extends keyof Value>(
  periods: readonly Held<Value>[],
  field: Field,
  to: Value[Field],
  since: number,
): Held<Value>[] {
  const was = valueAt(periods, since)[field];
  const next = periods.find((period) => period.from > since && period.value[field] !== was);
  return setBetween(periods, field, to, { from: since, to: next?.from ?? Infinity });
}

/** Sets a field within a stretch of time, whatever was there. */
export function setBetween<Value extends object, Field extends keyof Value>(
  periods: readonly Held<Value>[],
  field: Field,
  to: Value[Field],
  stretch: { from: number; to: number },
): Held<Value>[] {
  const cut = splitAt(splitAt(periods, stretch.from), stretch.to);
  return mergeEqual(
    cut.map((period) =>
      period.from >= stretch.from && period.to <= stretch.to
        ? { ...period, value: { ...period.value, [field]: to } }
        : period,
    ),
  );
}

/** The first instant at which two histories differ; Infinity where they never do. */
export function firstDifference<Value extends object>(
  before: readonly Held<Value>[],
  after: readonly Held<Value>[],
): number {
  const length = Math.max(before.length, after.length);
  for (let index = 0; index < length; index += 1) {
    const [old, now] = [before[index], after[index]];
    if (old?.from !== now?.from || !old || !now || !equal(old.value, now.value)) {
      return Math.min(old?.from ?? Infinity, now?.from ?? Infinity);
    }
  }
  return Infinity;
}

/** A history that covers all time, from stored periods that leave out the time in which nothing holds. */
export function withGaps<Value extends object>(periods: readonly Held<Value>[], gap: Value): Held<Value>[] {
  const covered: Held<Value>[] = [];
  let reached = -Infinity;
  for (const period of [...periods].sort((a, b) => a.from - b.from)) {
    if (period.from > reached) covered.push({ from: reached, to: period.from, value: gap });
    covered.push(period);
    reached = period.to;
  }
  if (reached < Infinity || covered.length === 0) covered.push({ from: reached, to: Infinity, value: gap });
  return mergeEqual(covered);
}

function periodAt<Value extends object>(periods: readonly Held<Value>[], at: number): Held<Value> {
  const found = periods.find((period) => period.from <= at && (at < period.to || period.to === Infinity));
  if (found === undefined) throw new RangeError('A history must cover all time.');
  return found;
}

function splitAt<Value extends object>(periods: readonly Held<Value>[], at: number): Held<Value>[] {
  return periods.flatMap((period) =>
    period.from < at && at < period.to
      ? [
          { ...period, to: at },
          { ...period, from: at },
        ]
      : [period],
  );
}

function mergeEqual<Value extends object>(periods: readonly Held<Value>[]): Held<Value>[] {
  const merged: Held<Value>[] = [];
  for (const period of periods) {
    const last = merged.at(-1);
    if (last && equal(last.value, period.value)) {
      merged[merged.length - 1] = { ...last, to: period.to };
    } else {
      merged.push(period);
    }
  }
  return merged;
}

function equal<Value extends object>(a: Value, b: Value): boolean {
  return (Object.keys(b) as (keyof Value)[]).every((field) => a[field] === b[field]);
}
