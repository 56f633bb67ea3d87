import type { Instant } from '../calendar/types.js';
import type { Period } from './account-timeline.js';

/** What to store so that the stored periods become the rebuilt ones. */
export interface PeriodChanges<Row extends Period> {
  /** Before this instant nothing differs; `null`: everything may. */
  changedFrom: Instant | null;
  remove: Row[];
  insert: Row[];
}

/**
 * The difference between the stored and the rebuilt periods of one account or one invoice; `null` where there is none.
 * Both are in order and without gaps; nothing stored yet is an empty list. Rows are compared field by field with `===`;
 * those that stay as they are are named in neither list.
 */
export function diffPeriods<Row extends Period>(
  stored: readonly Row[],
  rebuilt: readonly Row[],
): PeriodChanges<Row> | null {
  const storedByStart = new Map(stored.map((row) => [row.from, row]));
  const kept = new Set<Row>();
  const insert: Row[] = [];
  for (const row of rebuilt) {
    const candidate = storedByStart.get(row.from);
    if (candidate?.to === row.to && sameState(candidate, row)) kept.add(candidate);
    else insert.push(row);
  }
  const remove = stored.filter((row) => !kept.has(row));
  if (remove.length === 0 && insert.length === 0) return null;
  return { changedFrom: changedFrom(remove[0], insert[0]), remove, insert };
}

// Both lists cover all time, so their first changed rows begin together: the states before them are the same.
function changedFrom(removed: Period | undefined, inserted: Period | undefined): Instant | null {
  if (removed === undefined || inserted === undefined || !sameState(removed, inserted)) {
    return inserted?.from ?? null;
  }
  return Math.min(removed.to ?? Infinity, inserted.to ?? Infinity);
}

function sameState<Row extends Period>(a: Row, b: Row): boolean {
  return Object.entries(b).every(
    ([field, value]) => field === 'from' || field === 'to' || a[field as keyof Row] === value,
  );
}
