import type { Prepared } from '../../connectors/connector.js';
import type { DueDelivery } from './due-delivery.js';

/** A claim not begun within this machine time is released (S13). */
export const CLAIM_BEGINS_WITHIN = 10_000;

/** Who claims, and when in both times (S1). */
export interface Claim {
  workspaceId: string;
  worker: string;
  now: Date;
  machineNow: Date;
  limit: number;
}

/** A delivery that may go out now, or lacks what it needs (S17). */
export interface Claimed {
  delivery: DueDelivery;
  prepared: Prepared;
}
