import type { HoldReason } from '@dunwell/language';

/** Where a hold stands at business now: to come, in force, or over. */
export type HoldState = 'scheduled' | 'active' | 'ended';

/**
 * How a promise to pay stands, found by itself from the facts: kept when the debt or the promised amount was paid before
 * its end, open until then, broken after it, taken back when it was lifted before its end without being kept.
 */
export type PromiseState = 'open' | 'kept' | 'broken' | 'takenBack';

export const PROMISE_STATES: readonly PromiseState[] = ['open', 'kept', 'broken', 'takenBack'];

/** An entry of `GET /api/v1/holds`, and the answer to every change of one (S14). */
export interface Hold {
  id: string;
  /** The account's key. */
  account: string;
  accountName: string | null;
  /** What amounts are in. */
  currency: string;
  /** What the account owes past due now. */
  overdue: number;
  /** The invoice's number; null: the whole account. */
  invoice: string | null;
  reason: HoldReason;
  leaveOut: boolean;
  state: HoldState;
  from: string;
  /** Exclusive; null: no end. */
  until: string | null;
  /** The last date it covers, in the account's zone; null: no end. */
  lastDate: string | null;
  /** When somebody ended it. */
  liftedAt: string | null;
  note: string | null;
  author: string;
  /** Minor units of the account's currency. */
  promisedAmount: number | null;
  /** null: it is no promise to pay. */
  promise: PromiseState | null;
  /** Of a promise: what was paid between its beginning and its end. */
  paidSince: number | null;
}

/** `GET /api/v1/holds`, the newest first: what is absent does not narrow. */
export interface HoldFilter {
  /** The account's key. */
  account?: string;
  reason?: HoldReason;
  /** Of the hold itself, or of the promise it is. */
  state?: HoldState | PromiseState;
  /** Not over: to come or in force. */
  open?: boolean;
}

/** `PATCH /api/v1/holds/{id}`: what is absent stays. */
export interface HoldChange {
  /** The last date it covers; null: no end, which promises and courtesies must have. */
  until?: string | null;
  note?: string | null;
}

/** `GET /api/v1/holds/counts`: how many entries the list has under each filter. */
export interface HoldCounts {
  states: Record<HoldState, number>;
  promises: Record<PromiseState, number>;
  /** In force. */
  activeByReason: Record<HoldReason, number>;
}
