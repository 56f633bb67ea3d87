import type { HoldReason } from '@dunwell/language';

/** An entry of `GET /api/v1/holds`, and the answer to every change of one (S14). */
export interface Hold {
  id: string;
  /** The account's key. */
  account: string;
  /** The invoice's number; null: the whole account. */
  invoice: string | null;
  reason: HoldReason;
  leaveOut: boolean;
  from: string;
  /** Exclusive; null: no end. */
  until: string | null;
  /** When somebody ended it. */
  liftedAt: string | null;
  note: string | null;
  author: string;
  /** Minor units of the account's currency. */
  promisedAmount: number | null;
}

/** `PATCH /api/v1/holds/{id}`: what is absent stays. */
export interface HoldChange {
  /** The last date it covers; null: no end. */
  until?: string | null;
  note?: string | null;
}
