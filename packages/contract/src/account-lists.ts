import type { HoldReason } from '@dunwell/language';
import type { Account } from './accounts.js';

/** Where a promise to pay stands; an account that never promised has none. */
export type AccountPromiseState = 'open' | 'kept' | 'broken';

/**
 * Which accounts: all that is given must hold, as of business now, each account in its own zone. The filter of
 * `GET /api/v1/accounts`, of its totals, its export and of bulk actions.
 */
export interface AccountFilter {
  /** Part of a name, key, email or tag; of one or two characters, the beginning of one of their words. */
  q?: string;
  /** An overdue balance above 0. */
  pastDue?: boolean;
  /** An outstanding balance above 0. */
  outstanding?: boolean;
  currency?: string;
  /** Overdue balance in minor units, at least and at most; needs `currency`, since amounts of several do not compare. */
  overdueMin?: number;
  overdueMax?: number;
  /** Days past due in a row (S4), at least and at most. */
  streakDaysMin?: number;
  streakDaysMax?: number;
  tag?: string;
  /** Plan of an active subscription (S9). */
  plan?: string;
  /** Two letters. */
  country?: string;
  /** The account itself is on hold (S14). */
  onHold?: boolean;
  /** Where its latest promise to pay stands. */
  promise?: AccountPromiseState;
  /** At least so many failed payments in its last 30 dates. */
  failedPayments?: number;
  /** No active payment method; an expired card is none. */
  noPaymentMethod?: boolean;
  /** Its default card expires today or within so many days. */
  cardExpiresInDays?: number;
  /** A streak of it opened, or ended, on this date of its own calendar. */
  enteredPastDueOn?: string;
  leftPastDueOn?: string;
  /** The last messages to it, on its last so many dates, today included. */
  contactedInLast?: number;
  /** Needs `contactedInLast`: a payment came after such a message, at most so many dates later. */
  paidWithin?: number;
  /** A journey of this automation is under way for it. */
  underWayIn?: string;
}

/**
 * Largest overdue balance first, in minor units whatever the currency; longest streak first; name; key. Absent: `overdue`
 * where only accounts past due are asked for, else `key`.
 */
export type AccountSort = 'overdue' | 'streakDays' | 'name' | 'key';

/** `GET /api/v1/accounts`: with `include=ribbon` each row carries its last days. */
export interface AccountQuery extends AccountFilter {
  sort?: AccountSort;
  include?: 'ribbon';
}

/** An entry of `GET /api/v1/accounts`, as of business now. */
export interface ListedAccount extends Account {
  /** Its business date. */
  today: string;
  country: string | null;
  tags: string[];
  /** Of active subscriptions (S9). */
  plans: string[];
  /** The hold on the account in force; of several the one that lasts longest. */
  hold: ListedHold | null;
  /** Its latest promise to pay. */
  promise: ListedPromise | null;
  /** The oldest payment under way. */
  paymentInFlight: { since: string; amount: number } | null;
  /** The last message to the customer. */
  lastMessage: ListedMessage | null;
  /** Its open task that is due first. */
  nextTask: { id: string; title: string; dueOn: string } | null;
  /** Where `paidWithin` is asked for: what came after a contact, in minor units. */
  paidAfterContact: number | null;
  /** Where `include=ribbon` is asked for. */
  ribbon?: ListedRibbon;
}

export interface ListedHold {
  id: string;
  reason: HoldReason;
  leaveOut: boolean;
  /** The last date it covers; null: no end. */
  until: string | null;
}

export interface ListedPromise {
  state: AccountPromiseState;
  /** Minor units; null: everything overdue. */
  amount: number | null;
  /** The last date it covers; null: no end. */
  until: string | null;
}

export interface ListedMessage {
  /** The key of its delivery. */
  delivery: string;
  subject: string;
  /** What the step is called that sent it; null where it has no label. */
  step: string | null;
  sentAt: string;
}

/** The last 120 dates of an account, as the stretches in which it was past due. */
export interface ListedRibbon {
  from: string;
  to: string;
  runs: PastDueRun[];
}

/** Dates in a row on which an account was past due, in one streak. */
export interface PastDueRun {
  /** Within the dates asked for. */
  from: string;
  to: string;
  /** Which day of the streak `from` is. */
  day: number;
}

/** `GET /api/v1/accounts/totals`: what the accounts of a filter owe together. */
export interface AccountTotals {
  accounts: number;
  /** In the order of the currencies' codes. */
  currencies: CurrencyTotals[];
}

/** Amounts in minor units of one currency. */
export interface CurrencyTotals {
  currency: string;
  accounts: number;
  /** Those with anything overdue. */
  pastDue: number;
  overdue: number;
  outstanding: number;
  /** Where `paidWithin` is asked for: what came after a contact. */
  paidAfterContact: number | null;
}

/** What is done to all of them. */
export type BulkAction =
  | { kind: 'addTag' | 'removeTag'; tag: string }
  | { kind: 'placeHold'; reason: HoldReason; until?: string | null; leaveOut?: boolean; note?: string };

/**
 * `POST /api/v1/accounts/bulk`: all of the accounts or none, at most 5 000, in one transaction. Sent again with the same
 * `requestId`, it changes nothing and answers the same.
 */
export interface BulkAccountsRequest {
  /** A UUID of the caller's. */
  requestId: string;
  /** Their keys; or `filter`. */
  accounts?: string[];
  filter?: AccountFilter;
  /** How many the caller has seen: another number refuses it (409, `otherNumber`). */
  expected: number;
  action: BulkAction;
}

export interface BulkAccountsResult {
  accounts: number;
  /** The others were so already. */
  changed: number;
}
