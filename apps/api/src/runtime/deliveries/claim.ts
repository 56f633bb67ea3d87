import type { Prepared } from '../../connectors/connector.js';
import type { DueDelivery } from './due-delivery.js';

/** A claim not begun within this machine time is released (S13). */
export const CLAIM_BEGINS_WITHIN = 10_000;

/** Who claims, when in both times (S1), and how much at once. */
export interface Claim {
  workspaceId: string;
  worker: string;
  /** What is due by now is claimed. */
  now: Date;
  /** Business now anew, asked once the accounts are locked. */
  businessNow: () => Promise<Date>;
  machineNow: () => Date;
  limit: number;
  /** Only this delivery. */
  key?: string;
}

/** A delivery that may go out now, or lacks what it needs (S17). */
export interface Claimed {
  delivery: DueDelivery;
  prepared: Prepared;
  /** Business time of the claim. */
  at: Date;
}
