import type { PaymentInput, SubscriptionStatus } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import type { ApplyContext, RowOutcome, RowProblem } from './apply/apply-context.js';
import { applyPayments } from './apply/apply-payments.js';
import { applySubscriptions } from './apply/apply-subscriptions.js';

/** How an example account comes to be, for a trial that knows no others; in a transaction that is rolled back. */
export { applyTogether, type RefusedRow, type RowsByEntity } from './apply/apply-together.js';
export { copyAccount } from './copy/copy-account.js';
export { declareAttributesOf } from './facts/declare-attributes-of.js';
export { placeHold } from './holds/change-holds.js';
/** The shapes of rows and holds as they are sent, for examples that are sent with a request. */
export { PlaceHoldBody } from './holds/holds.dto.js';
export { INPUT_BODIES } from './http/input.dto.js';

/** Facts assumed by a trial. */
export interface AssumedFacts {
  payments: readonly PaymentInput[];
  /** Of every subscription of these accounts, since the beginning of a date. */
  subscriptions: { accountIds: readonly string[]; status: SubscriptionStatus; since: string } | null;
}

/** What is wrong with one of the payments assumed. */
export interface RefusedAssumption {
  payment: number;
  problems: RowProblem[];
}

/**
 * Assumes facts as if they had been sent: by the same functions as real ones, in a transaction that its caller rolls
 * back in every case (S19). Answers what was refused.
 */
export async function assumeFacts(
  manager: EntityManager,
  { workspaceId, now }: Pick<ApplyContext, 'workspaceId' | 'now'>,
  { payments, subscriptions }: AssumedFacts,
): Promise<RefusedAssumption[]> {
  const context = { workspaceId, now, assumed: true };
  const outcomes = await applyPayments(manager, context, payments);
  if (subscriptions !== null) {
    const keys = await manager.query<{ account: string; key: string }[]>(
      `select account.key as account, subscription.key
       from subscriptions subscription
       join accounts account
         on account.workspace_id = subscription.workspace_id and account.account_id = subscription.account_id
       where subscription.workspace_id = $1 and subscription.account_id = any($2::uuid[])`,
      [context.workspaceId, subscriptions.accountIds],
    );
    const { status, since } = subscriptions;
    const changed = await applySubscriptions(
      manager,
      context,
      keys.map(({ account, key }) => ({ account, key, status, effectiveAt: since })),
    );
    const refused = changed.find(isRejected);
    if (refused) throw new Error(`A status cannot be assumed: ${JSON.stringify(refused.problems)}`);
  }
  return outcomes.flatMap((outcome, payment) =>
    isRejected(outcome) ? [{ payment, problems: outcome.problems }] : [],
  );
}

const isRejected = (outcome: RowOutcome): outcome is Extract<RowOutcome, { status: 'rejected' }> =>
  outcome.status === 'rejected';
