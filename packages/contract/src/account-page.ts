import type { AccountDetails } from './accounts.js';
import type { ListedHold, ListedPromise } from './account-lists.js';
import type { ListedInvoice } from './invoice-lists.js';

/** `GET /api/v1/accounts/{key}/page`: one account on one page, as of business now. */
export interface AccountPage {
  account: AccountDetails;
  /** Business now on its own clock, without an offset: 2026-11-24T10:42. */
  localTime: string;
  dayCounts: DayCounts;
  promises: AccountPromises;
  subscriptions: AccountSubscription[];
  paymentMethods: AccountPaymentMethod[];
  invoices: AccountInvoices;
  /** The last one whose money still counts. */
  lastPayment: LastPayment | null;
  /** In force or to come, on the account or its invoices. */
  holds: AccountHold[];
}

/** The three ways to count days past due; null: nothing is overdue, or only a fee (S3). */
export interface DayCounts {
  /** Days in a row with anything overdue (S4). */
  streak: DayCount | null;
  /** The same since a payment, credit or write-off last lowered it (S5). */
  sincePayment: DayCount | null;
  /** Days past due of the oldest past due invoice (S6). */
  oldestInvoice: DayCount | null;
}

export interface DayCount {
  days: number;
  /** Day 1; of the oldest invoice its due date, which is day 0. */
  since: string;
}

export interface AccountPromises {
  latest: ListedPromise | null;
  kept: number;
  broken: number;
}

export interface AccountSubscription {
  key: string;
  status: string;
  plan: string | null;
  startedOn: string;
  endedOn: string | null;
  renewsOn: string | null;
  trialEndsOn: string | null;
  collectionMethod: string | null;
}

export interface AccountPaymentMethod {
  key: string;
  type: string;
  brand: string | null;
  /** The last day of its month. */
  expiresOn: string | null;
  status: string;
  isDefault: boolean;
}

export interface AccountInvoices {
  /** Those with anything remaining, the earliest due date first; at most 50. */
  open: ListedInvoice[];
  openCount: number;
  paidCount: number;
  voidCount: number;
  writtenOffCount: number;
}

export interface LastPayment {
  reference: string;
  /** Minor units. */
  amount: number;
  at: string;
  /** Its date in the account's zone. */
  date: string;
  automatic: boolean;
}

export interface AccountHold extends ListedHold {
  /** The invoice's number; null: the whole account. */
  invoice: string | null;
  /** The first date it covers. */
  from: string;
  note: string | null;
  author: string;
  /** Minor units. */
  promisedAmount: number | null;
}
