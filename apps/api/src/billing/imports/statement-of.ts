import { createHash } from 'node:crypto';
import type { BillingEntity, BillingInputs } from '@dunwell/contract';

/** What a row speaks of: a second line of the file about the same is a duplicate. */
type Identities = {
  [Entity in BillingEntity]: (input: BillingInputs[Entity]) => {
    field: string;
    /** The caller's own key, for messages. */
    key: string;
    /** What else makes it another statement: the same thing at another time (S23). */
    at: readonly (string | null | undefined)[];
  };
};

const IDENTITIES: Identities = {
  accounts: ({ account, effectiveAt }) => ({ field: 'account', key: account, at: [effectiveAt] }),
  invoices: ({ number, effectiveAt }) => ({ field: 'number', key: number, at: [effectiveAt] }),
  // One payment may be pending, then fail, fail again, succeed and be charged back; it succeeds once.
  payments: ({ reference, status, at }) => ({
    field: 'reference',
    key: reference,
    at: status === 'pending' || status === 'failed' ? [status, at] : [status],
  }),
  credits: ({ reference }) => ({ field: 'reference', key: reference, at: [] }),
  subscriptions: ({ key, effectiveAt }) => ({ field: 'key', key, at: [effectiveAt] }),
  paymentMethods: ({ key, effectiveAt }) => ({ field: 'key', key, at: [effectiveAt] }),
  tags: ({ account, tag, from }) => ({ field: 'tag', key: tag, at: [account, from] }),
};

export interface Statement {
  field: string;
  key: string;
  /** Of one length whatever the key's, so that an index can hold it. */
  digest: Buffer;
}

export function statementOf<Entity extends BillingEntity>(
  entity: Entity,
  input: BillingInputs[Entity],
): Statement {
  const { field, key, at } = IDENTITIES[entity](input);
  const digest = createHash('sha256')
    .update(JSON.stringify([key, ...at]))
    .digest();
  return { field, key, digest };
}
