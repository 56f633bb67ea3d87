/** What held from an instant, inclusive, to an instant, exclusive; epoch milliseconds, ±Infinity for always. */
export interface Held<Value extends object> {
  from: number;
  to: number;
  value: Value;
  /** The fields that were said to hold from here on: what is said of earlier ends here, in whatever order (S23). */
  stated: readonly FieldOf<Value>[];
}

export type FieldOf<Value> = string & keyof Value;

/** One value for all time: the first value of an undated fact (S23). */
export function always<Value extends object>(value: Value): Held<Value>[] {
  return [{ from: -Infinity, to: Infinity, value, stated: fieldsOf(value) }];
}

/** One value for all time, known from an instant on: what was before may still be said (S23). */
export function knownSince<Value extends object>(
  value: Value,
  stated: readonly FieldOf<Value>[],
  since: number,
): Held<Value>[] {
  return [
    { from: -Infinity, to: since, value, stated: [] },
    { from: since, to: Infinity, value, stated },
  ];
}

/** What holds at an instant; the list covers all time. */
export function valueAt<Value extends object>(periods: readonly Held<Value>[], at: number): Value {
  return periodAt(periods, at).value;
}

/** Whether a field was never set, so that its first value is still to come (S23). */
export function neverSet<Value extends object>(
  periods: readonly Held<Value>[],
  field: FieldOf<Value>,
): boolean {
  return periods.every(({ value }) => value[field] === null);
}

/**
 * Says what a field holds since when (S23): from `effectiveAt`, which is remembered even where it held already, so that
 * the order in which a history comes does not matter; else always where it was never set, else from business now.
 */
export function state<Value extends object, Field extends FieldOf<Value>>(
  periods: Held<Value>[],
  field: Field,
  to: Value[Field],
  { effectiveAt, now }: { effectiveAt: number | undefined; now: number },
): Held<Value>[] {
  const since = effectiveAt ?? (neverSet(periods, field) ? -Infinity : now);
  const known = periodAt(periods, since);
  const isSaid = effectiveAt === undefined || (known.from === since && known.stated.includes(field));
  return isSaid && known.value[field] === to ? periods : changeFrom(periods, field, to, since);
}

/** Sets a field from an instant on, up to what was said about later (S23). */
export function changeFrom<Value extends object, Field extends FieldOf<Value>>(
  periods: readonly Held<Value>[],
  field: Field,
  to: Value[Field],
  since: number,
): Held<Value>[] {
  const next = periods.find((period) => period.from > since && period.stated.includes(field));
  return setBetween(periods, field, to, { from: since, to: next?.from ?? Infinity });
}

/** Sets a field within a stretch of time, whatever was there; what was there holds again from its end on. */
export function setBetween<Value extends object, Field extends FieldOf<Value>>(
  periods: readonly Held<Value>[],
  field: Field,
  to: Value[Field],
  stretch: { from: number; to: number },
): Held<Value>[] {
  const cut = splitAt(splitAt(periods, stretch.from), stretch.to);
  return withoutIdleBounds(
    cut.map((period) => {
      const others = period.stated.filter((one) => one !== field);
      if (period.from === stretch.to) return { ...period, stated: [...others, field] };
      if (period.from < stretch.from || period.from > stretch.to) return period;
      return {
        ...period,
        value: { ...period.value, [field]: to },
        stated: period.from === stretch.from ? [...others, field] : others,
      };
    }),
  );
}

/** The first instant at which two histories differ; Infinity where they never do. */
export function firstDifference<Value extends object>(
  before: readonly Held<Value>[],
  after: readonly Held<Value>[],
): number {
  const starts = new Set([...before, ...after].map(({ from }) => from));
  const differing = [...starts].filter((at) => !equal(valueAt(before, at), valueAt(after, at)));
  return Math.min(Infinity, ...differing);
}

/** A history that covers all time, from stored periods that leave out the time in which nothing holds. */
export function withGaps<Value extends object>(
  periods: readonly Omit<Held<Value>, 'stated'>[],
  gap: Value,
): Held<Value>[] {
  const covered: Held<Value>[] = [];
  const stated = fieldsOf(gap);
  let reached = -Infinity;
  for (const period of [...periods].sort((a, b) => a.from - b.from)) {
    if (period.from > reached) covered.push({ from: reached, to: period.from, value: gap, stated });
    covered.push({ ...period, stated });
    reached = period.to;
  }
  if (reached < Infinity) covered.push({ from: reached, to: Infinity, value: gap, stated });
  return covered;
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
          { ...period, from: at, stated: [] },
        ]
      : [period],
  );
}

/** A bound at which nothing changes and nothing is said is none. */
function withoutIdleBounds<Value extends object>(periods: readonly Held<Value>[]): Held<Value>[] {
  const kept: Held<Value>[] = [];
  for (const period of periods) {
    const last = kept.at(-1);
    if (last && period.stated.length === 0 && equal(last.value, period.value)) {
      kept[kept.length - 1] = { ...last, to: period.to };
    } else {
      kept.push(period);
    }
  }
  return kept;
}

function fieldsOf<Value extends object>(value: Value): FieldOf<Value>[] {
  return Object.keys(value) as FieldOf<Value>[];
}

function equal<Value extends object>(a: Value, b: Value): boolean {
  return (Object.keys(b) as (keyof Value)[]).every((field) => a[field] === b[field]);
}
