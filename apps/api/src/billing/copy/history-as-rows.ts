import type { Attributes } from '../facts/attributes.js';
import type { Held } from '../facts/held.js';

/** Fields that hold from an instant on; -Infinity: always. */
export interface Change<Fields extends object> {
  since: number;
  fields: Partial<Fields>;
}

/** A history as what was said (S23): what held always, and then each change. */
export function changesOf<Value extends object>(periods: readonly Held<Value>[]): Change<Value>[] {
  return periods.flatMap(({ from, value }, index) => {
    const before = periods[index - 1]?.value;
    const changed = Object.entries(value).filter(([field, held]) =>
      before === undefined ? held !== null : held !== before[field as keyof Value],
    );
    if (index > 0 && changed.length === 0) return [];
    return [{ since: from, fields: Object.fromEntries(changed) as Partial<Value> }];
  });
}

/** The same of attributes by name. */
export function attributeChanges(attributes: Attributes) {
  return Object.entries(attributes).flatMap(([name, history]) =>
    changesOf(history).flatMap(({ since, fields: { value } }) =>
      value === undefined ? [] : [{ since, fields: { attributes: { [name]: value } } }],
    ),
  );
}

/** One row for each instant from which something holds, in order of time; the first holds always. */
export function rowsOfChanges<Row extends { effectiveAt?: string; attributes?: object }>(
  changes: readonly Change<Row>[],
): Partial<Row>[] {
  const bySince = new Map<number, Partial<Row>>([[-Infinity, {}]]);
  for (const { since, fields } of changes) {
    const known: Partial<Row> = bySince.get(since) ?? {};
    const attributes =
      known.attributes || fields.attributes
        ? { attributes: { ...known.attributes, ...fields.attributes } }
        : {};
    bySince.set(since, { ...known, ...fields, ...attributes });
  }
  return [...bySince]
    .sort(([a], [b]) => (a === b ? 0 : a < b ? -1 : 1))
    .map(([since, fields]) =>
      since === -Infinity ? fields : { ...fields, effectiveAt: new Date(since).toISOString() },
    );
}
