import type { AttributeValue } from './billing.js';

/** What an account owes at an instant, in minor units of its currency. */
export interface Balances {
  outstanding: number;
  overdue: number;
  unapplied: number;
  /** Past due invoices. */
  overdueInvoices: number;
  /** The earliest due date among them. */
  oldestDueOn: string | null;
}

/** The streak an account is in (S4). */
export interface OpenStreak {
  id: string;
  openedOn: string;
  /** Which day of the streak today is. */
  day: number;
  /** Day 1 since the last payment, credit or write-off (S5). */
  strictSince: string;
}

/** An account as of business now. */
export interface Account {
  /** The account's key. */
  account: string;
  name: string | null;
  email: string | null;
  currency: string;
  timeZone: string;
  balances: Balances;
  streak: OpenStreak | null;
}

/** `GET /api/v1/accounts/{key}`. */
export interface AccountDetails extends Account {
  /** Its business date. */
  today: string;
  /** The zone is its own, not the workspace's. */
  ownTimeZone: boolean;
  country: string | null;
  language: string | null;
  paymentUrl: string | null;
  collectionStatus: string;
  serviceStatus: string;
  tags: string[];
  attributes: Record<string, AttributeValue>;
  createdAt: string;
}

/** What an account owed, owes, and will owe if nothing changes, from one instant until another. */
export interface TimelinePeriod extends Balances {
  /** null: always before. */
  from: string | null;
  /** Exclusive; null: without end. */
  to: string | null;
  streakId: string | null;
  openedOn: string | null;
  strictSince: string | null;
  lastPaymentOn: string | null;
}

/** `GET /api/v1/accounts/{key}/timeline?from=&to=`. */
export interface AccountTimeline {
  account: string;
  currency: string;
  periods: TimelinePeriod[];
}

export interface Streak {
  /** It keeps its id when corrections change the past (S7). */
  id: string;
  openedAt: string;
  openedOn: string;
  /** null: not yet. */
  endedAt: string | null;
}

/** `GET /api/v1/accounts/{key}/streaks`, the latest first. */
export interface AccountStreaks {
  account: string;
  streaks: Streak[];
}

/** An invoice as of business now. */
export interface Invoice {
  /** Key of its account. */
  account: string;
  number: string;
  issuedOn: string;
  dueOn: string;
  total: number;
  currency: string;
  /** draft, scheduled, open, paid, void or uncollectible. */
  status: string;
  remaining: number;
  pastDue: boolean;
  /** By a hold (S14). */
  leftOut: boolean;
}

/** An entry of `GET /api/v1/attributes`: declared by its first write (S18). */
export interface AttributeDefinition {
  /** account or invoice. */
  subject: string;
  name: string;
  /** text, number, boolean or date. */
  type: string;
}

/** The answer to `POST /api/v1/{accounts, invoices, …}`: what became of the rows. */
export interface WriteSummary {
  created: number;
  updated: number;
  unchanged: number;
}
