import type {
  Account,
  AccountDetails,
  AccountStreaks,
  AccountTimeline,
  AttributeDefinition,
  Invoice,
  WriteSummary,
} from '../accounts.js';
import type { BillingEntity, BillingInputs } from '../billing.js';
import type { Page } from '../page.js';
import type { Connection } from './connection.js';
import type { PageRequest } from './page-request.js';

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

/** Accounts and their money: what other systems send, and what became of it. */
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

  /** Accounts by key, all or those with anything overdue. */
  listAccounts(filter: PageRequest & { overdue?: boolean } = {}): Promise<Page<Account>> {
    return this.connection.json('GET', '/accounts', { query: { ...filter } });
  }

  /** One account with everything that is known of it. */
  getAccount(key: string): Promise<AccountDetails> {
    return this.connection.json('GET', account(key));
  }

  /** What an account owed, owes and will owe if nothing changes; instants bound the periods. */
  getTimeline(key: string, period: { from?: string; to?: string } = {}): Promise<AccountTimeline> {
    return this.connection.json('GET', account(key, '/timeline'), { query: { ...period } });
  }

  /** The streaks of an account, the latest first (S4, S7). */
  getStreaks(key: string): Promise<AccountStreaks> {
    return this.connection.json('GET', account(key, '/streaks'));
  }

  /** Invoices by number, all, those of an account, those past due. */
  listInvoices(filter: PageRequest & { account?: string; pastDue?: boolean } = {}): Promise<Page<Invoice>> {
    return this.connection.json('GET', '/invoices', { query: { ...filter } });
  }

  /** The attributes that were declared by their first write (S18). */
  listAttributes(): Promise<{ attributes: AttributeDefinition[] }> {
    return this.connection.json('GET', '/attributes');
  }
}

const account = (key: string, rest = ''): string => `/accounts/${encodeURIComponent(key)}${rest}`;
