import { state, type FieldOf, type Held } from '../facts/held.js';

/** Sets the fields that are there, each since when S23 says; the list itself where nothing changes. */
export function changeFields<Value extends object>(
  periods: Held<Value>[],
  fields: Partial<Value>,
  since: { effectiveAt: number | undefined; now: number },
): Held<Value>[] {
  let changed = periods;
  for (const field of Object.keys(fields) as FieldOf<Value>[]) {
    const value = fields[field];
    if (value !== undefined) changed = state(changed, field, value, since);
  }
  return changed;
}
