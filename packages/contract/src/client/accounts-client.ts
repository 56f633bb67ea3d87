import type { HistoryEntry, HistoryGroup } from '../account-history.js';
import type {
  AccountFilter,
  AccountQuery,
  AccountTotals,
  BulkAccountsRequest,
  BulkAccountsResult,
  ListedAccount,
} from '../account-lists.js';
import type { AccountPage } from '../account-page.js';
import type { AccountWhyNot } from '../account-why-not.js';
import type { AccountDetails, AccountStreaks, AccountTimeline } from '../accounts.js';
import type { Page } from '../page.js';
import type { AccountRibbon } from '../ribbon.js';
import type { Connection } from './connection.js';
import type { PageRequest } from './page-request.js';

/** Accounts: lists of them, what is done to many at once, and everything about one. */
export class AccountsClient {
  constructor(private readonly connection: Connection) {}

  /** Accounts of a filter, in the order asked for. */
  list(query: AccountQuery & PageRequest = {}): Promise<Page<ListedAccount>> {
    return this.connection.json('GET', '/accounts', { query: { ...query } });
  }

  /** What the accounts of a filter owe together, per currency. */
  totals(filter: AccountFilter = {}): Promise<AccountTotals> {
    return this.connection.json('GET', '/accounts/totals', { query: { ...filter } });
  }

  /** The accounts of a filter as CSV. */
  exportCsv(query: AccountQuery = {}): Promise<string> {
    return this.connection.text('GET', '/accounts/export', { query: { ...query } });
  }

  /** Tags or holds many accounts: all of them or none. */
  bulk(request: BulkAccountsRequest): Promise<BulkAccountsResult> {
    return this.connection.json('POST', '/accounts/bulk', { json: request });
  }

  /** One account with everything that is known of it. */
  get(key: string): Promise<AccountDetails> {
    return this.connection.json('GET', account(key));
  }

  /** One account as its page shows it. */
  getPage(key: string): Promise<AccountPage> {
    return this.connection.json('GET', account(key, '/page'));
  }

  /** One account date by date: streaks, what moved them, what Dunwell did and will do. */
  getRibbon(key: string, dates: { from?: string; to?: string } = {}): Promise<AccountRibbon> {
    return this.connection.json('GET', account(key, '/ribbon'), { query: { ...dates } });
  }

  /** What happened to one account, the latest first. */
  getHistory(key: string, filter: PageRequest & { group?: HistoryGroup } = {}): Promise<Page<HistoryEntry>> {
    return this.connection.json('GET', account(key, '/history'), { query: { ...filter } });
  }

  /** Why it does not enter the live automations, and on what dates it will. */
  whyNot(key: string): Promise<AccountWhyNot> {
    return this.connection.json('GET', account(key, '/why-not'));
  }

  /** What an account owed, owes and will owe if nothing changes; instants bound the periods. */
  getTimeline(key: string, period: { from?: string; to?: string } = {}): Promise<AccountTimeline> {
    return this.connection.json('GET', account(key, '/timeline'), { query: { ...period } });
  }

  /** The streaks of an account, the latest first (S4, S7). */
  getStreaks(key: string): Promise<AccountStreaks> {
    return this.connection.json('GET', account(key, '/streaks'));
  }
}

const account = (key: string, rest = ''): string => `/accounts/${encodeURIComponent(key)}${rest}`;
