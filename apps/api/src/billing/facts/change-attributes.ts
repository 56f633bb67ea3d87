import type { AttributeValue } from '@dunwell/contract';
import { NO_ATTRIBUTE, type Attributes } from './attributes.js';
import { firstDifference, state, valueAt } from './held.js';

/** Sets attributes from an instant on, or where they were never set and the write has no date, always (S23). */
export function changeAttributes(
  attributes: Attributes,
  values: Readonly<Record<string, AttributeValue | null>>,
  since: { effectiveAt: number | undefined; now: number },
): Attributes {
  let changed = attributes;
  for (const [name, value] of Object.entries(values)) {
    const history = changed[name] ?? NO_ATTRIBUTE;
    // The time without an attribute is not stored, so nothing can be said again about it.
    if (value === null && valueAt(history, since.effectiveAt ?? since.now).value === null) continue;
    const stated = state(history, 'value', value, since);
    if (stated !== history) changed = { ...changed, [name]: stated };
  }
  return changed;
}

/** The first instant at which the attributes of a subject differ. */
export function firstAttributeDifference(before: Attributes, after: Attributes): number {
  if (before === after) return Infinity;
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Math.min(
    ...[...names].map((name) => firstDifference(before[name] ?? NO_ATTRIBUTE, after[name] ?? NO_ATTRIBUTE)),
  );
}
