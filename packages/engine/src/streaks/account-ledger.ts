import type { CalendarDate, Instant } from '../calendar/types.js';
import type { ZoneHistory } from '../calendar/zone-history.js';

/**
 * The facts of one account from which its timeline is built (S0, S3): all in its one currency, amounts in minor units,
 * in any order. Refusals (a second currency, allocations above their payment) have happened before, at the write.
 */
export interface AccountLedger {
  zones: ZoneHistory;
  invoices: readonly LedgerInvoice[];
  payments: readonly LedgerPayment[];
  credits: readonly LedgerCredit[];
}

export interface LedgerInvoice {
  id: string;
  /** Its number: the order within an instant. */
  reference: string;
  issuedOn: CalendarDate;
  dueOn: CalendarDate;
  total: number;
  /** Since when it has which status (S23); `from: null` always held, and without one it is open until the first. */
  states: readonly { from: Instant | null; status: InvoiceState }[];
  /** While it is left out of all balances (S14): from, inclusive, to, exclusive; `to: null` has no end. */
  leftOut: readonly { from: Instant; to: Instant | null }[];
  /** A fee that Dunwell added: counts in balances, never opens or prolongs a streak (S3). */
  fee: boolean;
}

/** What is stated about an invoice; whether it is issued, past due or paid is derived. */
export type InvoiceState = 'draft' | 'open' | 'void' | 'uncollectible';

/** A payment that moved money; failed and pending ones are not part of a ledger. */
export interface LedgerPayment {
  id: string;
  reference: string;
  amount: number;
  at: Instant;
  /** Since when its money no longer counts (a reversed refund, a chargeback); `null`: it counts for good (S3). */
  reversedAt: Instant | null;
  allocations: readonly LedgerAllocation[];
}

export interface LedgerCredit {
  id: string;
  reference: string;
  amount: number;
  at: Instant;
  allocations: readonly LedgerAllocation[];
}

/** Money set against an invoice at an instant, not before the money itself; what is left of the amount is unapplied. */
export interface LedgerAllocation {
  invoiceId: string;
  amount: number;
  at: Instant;
}
