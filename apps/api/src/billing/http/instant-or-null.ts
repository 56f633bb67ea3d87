import type { StoredInstant } from '../facts/rows.js';

/** A stored instant as answers say it: null is always. */
export function instantOrNull(stored: StoredInstant): string | null {
  return stored instanceof Date ? stored.toISOString() : null;
}
