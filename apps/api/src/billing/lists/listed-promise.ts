import type { ListedPromise, AccountPromiseState } from '@dunwell/contract';
import type { ZoneHistory } from '@dunwell/engine';
import type { StoredInstant } from '../facts/rows.js';
import { lastDateBefore } from './last-date.js';

/** What a statement says of the latest promise of an account. */
export interface PromiseRow {
  promise: AccountPromiseState | null;
  promised_amount: number | null;
  promised_until: StoredInstant | null;
}

/** A promise as lists and pages show it; null: none was given, or it was taken back. */
export function listedPromise(
  { promise, promised_amount, promised_until }: PromiseRow,
  zones: ZoneHistory,
): ListedPromise | null {
  if (promise === null) return null;
  const until = Number(promised_until);
  return {
    state: promise,
    amount: promised_amount,
    until: Number.isFinite(until) ? lastDateBefore(zones, until) : null,
  };
}
