import type { FieldOf, Held } from './held.js';
import type { StoredInstant } from './rows.js';

/** A stored period of several fields. */
export interface StatedPeriodRow<Value> {
  from_at: StoredInstant;
  to_at: StoredInstant;
  stated: FieldOf<Value>[];
}

/** The columns of a period beside its values. */
export function periodOf<Value extends object>({ from, to, stated }: Held<Value>) {
  return { fromAt: from, toAt: to, stated: JSON.stringify(stated) };
}

/** A stored period with its values. */
export function heldPeriod<Value extends object>(
  { from_at, to_at, stated }: StatedPeriodRow<Value>,
  value: Value,
): Held<Value> {
  return { from: Number(from_at), to: Number(to_at), value, stated };
}
