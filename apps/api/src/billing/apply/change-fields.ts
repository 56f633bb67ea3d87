import { changeFrom, neverSet, valueAt, type Held } from '../facts/held.js';

/** Sets the fields that are there, each since when S23 says; the list itself where nothing changes. */
export function changeFields<Value extends object>(
  periods: Held<Value>[],
  fields: Partial<Value>,
  { effectiveAt, now }: { effectiveAt: number | undefined; now: number },
): Held<Value>[] {
  let changed = periods;
  for (const field of Object.keys(fields) as (keyof Value)[]) {
    const value = fields[field];
    if (value === undefined) continue;
    const since = effectiveAt ?? (neverSet(changed, field) ? -Infinity : now);
    if (valueAt(changed, since)[field] !== value) changed = changeFrom(changed, field, value, since);
  }
  return changed;
}
