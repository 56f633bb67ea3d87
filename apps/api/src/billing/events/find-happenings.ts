import type { EntityManager } from 'typeorm';
import type { Happening } from './happening.js';
import {
  ACCOUNT_TAGGED,
  happenings,
  INVOICE_FINALIZED,
  INVOICE_OVERDUE,
  PAST_DUE_CLEARED,
  PAST_DUE_STARTED,
  PAYMENT_FAILED,
  PAYMENT_SUCCEEDED,
  SUBSCRIPTION_CHANGED,
} from './happenings-sql.js';

/** A stretch of business time. */
export interface Stretch {
  /** Exclusive. */
  after: Date;
  /** Inclusive. */
  upTo: Date;
}

/** What the facts say has happened to accounts in a stretch of time and is not published yet, in order of its keys. */
export async function findHappenings(
  manager: EntityManager,
  workspaceId: string,
  accountIds: readonly string[],
  { after, upTo }: Stretch,
): Promise<Happening[]> {
  return manager.query<Happening[]>(UNPUBLISHED, [workspaceId, accountIds, after, upTo]);
}

/**
 * What happened to some accounts in a stretch of time as far as their facts say it, published or not; for its parameters
 * see `happenings`.
 */
export const BY_FACTS = happenings([
  INVOICE_FINALIZED,
  INVOICE_OVERDUE,
  PAST_DUE_STARTED,
  PAST_DUE_CLEARED,
  PAYMENT_SUCCEEDED,
  PAYMENT_FAILED,
  SUBSCRIPTION_CHANGED,
  ACCOUNT_TAGGED,
]);

const UNPUBLISHED = `
  with happened as (${BY_FACTS})
  select * from happened
  where not exists (
    select from billing_events known where known.workspace_id = $1 and known.event_key = happened.key
  )
  order by key`;
