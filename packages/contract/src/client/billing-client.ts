import type { AttributeDefinition, WriteSummary } from '../accounts.js';
import type { BillingEntity, BillingInputs } from '../billing.js';
import type { Connection } from './connection.js';

const PATHS: Readonly<Record<BillingEntity, string>> = {
  accounts: '/accounts',
  invoices: '/invoices',
  payments: '/payments',
  credits: '/credits',
  subscriptions: '/subscriptions',
  paymentMethods: '/payment-methods',
  tags: '/tags',
};

export interface WriteOptions {
  /** Create accounts that are not known yet, with the currency of their row. */
  createAccounts?: boolean;
}

/** What other systems send about accounts and their money. */
export class BillingClient {
  constructor(private readonly connection: Connection) {}

  /** Creates or changes rows by the caller's own keys, at most 1 000, all of them or none. */
  write<Entity extends BillingEntity>(
    entity: Entity,
    rows: readonly BillingInputs[Entity][],
    { createAccounts }: WriteOptions = {},
  ): Promise<WriteSummary> {
    return this.connection.json('POST', PATHS[entity], { json: rows, query: { createAccounts } });
  }

  /** Writes a stream of NDJSON, 1 000 lines a transaction; the first bad line ends it, those before stay. */
  writeLines(
    entity: BillingEntity,
    body: NonNullable<RequestInit['body']>,
    { createAccounts }: WriteOptions = {},
  ): Promise<WriteSummary> {
    const headers = { 'Content-Type': 'application/x-ndjson' };
    return this.connection.json('POST', PATHS[entity], { body, headers, query: { createAccounts } });
  }

  /** The attributes that were declared by their first write (S18). */
  listAttributes(): Promise<{ attributes: AttributeDefinition[] }> {
    return this.connection.json('GET', '/attributes');
  }
}
