import type { HoldReason } from '@dunwell/language';

/**
 * What other systems send about accounts and money, by their own keys. A field that is absent stays as it is,
 * null clears it. Amounts are integers in minor units of the account's currency; dates YYYY-MM-DD; instants
 * ISO 8601. `effectiveAt` says since when a change holds (S23); without it, since business now.
 */
export type BillingEntity =
  'accounts' | 'invoices' | 'payments' | 'credits' | 'subscriptions' | 'paymentMethods' | 'tags';

export const BILLING_ENTITIES: readonly BillingEntity[] = [
  'accounts',
  'invoices',
  'payments',
  'credits',
  'subscriptions',
  'paymentMethods',
  'tags',
];

export type AttributeValue = string | number | boolean;
/** null takes the attribute away. Text that reads YYYY-MM-DD declares a date only where `types` says so. */
export type AttributeValues = Record<string, AttributeValue | null>;

export type CollectionMethod = 'automatic' | 'manual';

export interface AccountInput {
  account: string;
  name?: string | null;
  email?: string | null;
  /** Required for a new account; never changes (S3). */
  currency?: string;
  /** null: the workspace's zone (S21). */
  timeZone?: string | null;
  country?: string | null;
  language?: string | null;
  paymentUrl?: string | null;
  /** The complete set: tags that are not in it end. */
  tags?: string[];
  attributes?: AttributeValues;
  collectionStatus?: 'none' | 'inCollections' | 'writtenOff';
  serviceStatus?: 'normal' | 'restricted' | 'suspended';
  effectiveAt?: string;
}

export interface InvoiceInput {
  account: string;
  number: string;
  issuedOn?: string;
  dueOn?: string;
  total?: number;
  currency?: string;
  /** `open` and `paid` are no facts: what remains decides (S23). */
  status?: 'draft' | 'open' | 'paid' | 'void' | 'uncollectible';
  collectionMethod?: CollectionMethod | null;
  /** A fee that Dunwell had added: it counts in balances and neither opens nor prolongs a streak (S3). */
  fee?: boolean;
  /** Paid in full on that date; null takes that payment away. */
  paidOn?: string | null;
  attributes?: AttributeValues;
  effectiveAt?: string;
}

export interface AllocationInput {
  /** The invoice's number. */
  invoice: string;
  amount: number;
  /** The payment's or credit's own instant when absent. */
  at?: string;
}

export type PaymentStatus = 'succeeded' | 'failed' | 'pending' | 'refunded' | 'chargedBack';

export interface PaymentInput {
  account: string;
  reference: string;
  amount?: number;
  currency?: string;
  status?: PaymentStatus;
  /** When it got that status; of a refunded or charged back payment, when its money came. */
  at?: string;
  /** When its money went back: it counts from `at` to here. */
  reversedAt?: string | null;
  failureCode?: string | null;
  failureKind?: 'hard' | 'soft' | null;
  automatic?: boolean;
  /** The complete list; what it leaves of the amount is unapplied (S3). */
  allocations?: AllocationInput[];
  /** The same as `at`, which goes before it. */
  effectiveAt?: string;
}

export interface CreditInput {
  account: string;
  reference: string;
  amount?: number;
  currency?: string;
  at?: string;
  allocations?: AllocationInput[];
  /** The same as `at`, which goes before it. */
  effectiveAt?: string;
}

export type SubscriptionStatus = 'active' | 'trialing' | 'pastDue' | 'paused' | 'cancelled' | 'ended';

export interface SubscriptionInput {
  account: string;
  key: string;
  plan?: string | null;
  status?: SubscriptionStatus;
  startedOn?: string;
  endedOn?: string | null;
  renewsOn?: string | null;
  trialEndsOn?: string | null;
  collectionMethod?: CollectionMethod | null;
  effectiveAt?: string;
}

export interface PaymentMethodInput {
  account: string;
  key: string;
  type?: string;
  brand?: string | null;
  /** The month, YYYY-MM: cards expire on its last day. */
  expiresOn?: string | null;
  status?: 'active' | 'expired' | 'blocked' | 'removed';
  isDefault?: boolean;
  effectiveAt?: string;
}

export interface TagInput {
  account: string;
  tag: string;
  /** Date or instant; always when absent. */
  from?: string | null;
  /** Exclusive; open when absent. */
  to?: string | null;
  /** The same as `from`, which goes before it. */
  effectiveAt?: string;
}

export interface HoldInput {
  account: string;
  invoice?: string;
  reason: HoldReason;
  leaveOut?: boolean;
  /** Business now when absent. */
  from?: string;
  /** The last date it covers; no end when absent. */
  until?: string | null;
  note?: string;
  promisedAmount?: number;
}

/** The input of each entity's rows. */
export interface BillingInputs {
  accounts: AccountInput;
  invoices: InvoiceInput;
  payments: PaymentInput;
  credits: CreditInput;
  subscriptions: SubscriptionInput;
  paymentMethods: PaymentMethodInput;
  tags: TagInput;
}

/** How standard columns are found in somebody's file; `examples/accounts-receivable.mapping.json` is one. */
export interface ImportMapping {
  entity: BillingEntity;
  /** Standard column -> column of the file. */
  columns: Record<string, string>;
  /** Standard column -> value for every row, in standard form whatever the file's date format. */
  constants?: Record<string, string>;
  /** Of dates in the file, e.g. `M/D/YYYY` or `DD.MM.YYYY HH:mm`; `YYYY-MM-DD` when absent. */
  dateFormat?: string;
  /** Zone of times in that format; UTC when absent. */
  timeZone?: string;
  /**
   * What stands before the decimals of amounts; the other mark, spaces and apostrophes may then group thousands. When
   * absent, a point, and nothing groups.
   */
  decimalMark?: '.' | ',';
  /** Types of attributes declared by this file; text when absent. */
  types?: Record<string, 'text' | 'number' | 'boolean' | 'date'>;
  /** Create accounts that are not known yet, with the row's currency or `constants.currency`. */
  createAccounts?: boolean;
}
