import type { ActionKind } from '@dunwell/language';
import type { DeliveryStatus, Journey } from './automations.js';

/** What `GET /api/v1/deliveries` can be narrowed to. */
export interface DeliveryFilter {
  status?: DeliveryStatus;
  /** The account's key. */
  account?: string;
  automationId?: string;
  kind?: ActionKind;
  /** Those that something keeps waiting (S14). */
  heldBack?: boolean;
  /** Of those that need attention: why. */
  problemCode?: string;
  /** Finished on this date of the workspace's calendar. */
  finishedOn?: string;
}

/** What `GET /api/v1/journeys` can be narrowed to. */
export interface JourneyFilter {
  automationId?: string;
  /** The account's key. */
  account?: string;
  /** The business date it entered for. */
  date?: string;
  status?: Journey['status'];
}
