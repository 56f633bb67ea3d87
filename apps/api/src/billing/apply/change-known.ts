import { always, knownSince, type FieldOf, type Held } from '../facts/held.js';
import { changeFields } from './change-fields.js';

/** What held before the first instant that anything was said about; most often the same. */
type Before<Value> = (known: Value) => Value;

const same = <Value>(known: Value): Value => known;

/** A thing as it is first sent: what is known of it holds always, also where it is said since when (S23). */
export function firstKnown<Value extends object>(
  value: Value,
  fields: Partial<Value>,
  effectiveAt: number | undefined,
  before: Before<Value> = same,
): Held<Value>[] {
  if (effectiveAt === undefined) return always(value);
  return beginAsKnown(knownSince(value, Object.keys(fields) as FieldOf<Value>[], effectiveAt), before);
}

/**
 * Changes what is known of a thing. What is said about a time before all that was known becomes the first that is known:
 * whichever row of a history came first, the history is the same. `notSet` is what holds until something else is said.
 */
export function changeKnown<Value extends object>(
  periods: Held<Value>[],
  fields: Partial<Value>,
  {
    notSet,
    before = same,
    ...since
  }: {
    effectiveAt: number | undefined;
    now: number;
    notSet: Partial<Value>;
    before?: Before<Value>;
  },
): Held<Value>[] {
  if (Object.keys(fields).length === 0) return periods;
  const [first, ...later] = periods;
  const isEarliest =
    first?.stated.length === 0 && since.effectiveAt !== undefined && since.effectiveAt < first.to;
  const known = isEarliest ? [{ ...first, value: { ...first.value, ...notSet } }, ...later] : periods;
  return beginAsKnown(changeFields(known, fields, since), before);
}

/** Before the first that anything was said about, all was as it is first known. */
function beginAsKnown<Value extends object>(periods: Held<Value>[], before: Before<Value>): Held<Value>[] {
  const [first, second, ...later] = periods;
  if (first === undefined || second === undefined || first.stated.length > 0) return periods;
  const value = before(second.value);
  if ((Object.keys(value) as FieldOf<Value>[]).every((field) => value[field] === first.value[field])) {
    return periods;
  }
  return [{ ...first, value }, second, ...later];
}
