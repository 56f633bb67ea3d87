import type { Invoice } from './accounts.js';
import type { ListedHold } from './account-lists.js';

/**
 * Quick filters. `outstanding`: open, counted in balances, something remaining. `overdue`: those of them that are past
 * due (S2). `disputed`: under a dispute hold. `failedPayments`: outstanding, and a payment meant for it has failed.
 */
export type InvoiceView =
  'outstanding' | 'overdue' | 'paid' | 'disputed' | 'void' | 'writtenOff' | 'failedPayments';

/** Which invoices: all that is given must hold, as of business now. */
export interface InvoiceFilter {
  view?: InvoiceView;
  /** Part of the number. */
  q?: string;
  /** The account's key. */
  account?: string;
  currency?: string;
  /** Days past due (S2), at least and at most, counted to the account's own date. */
  daysPastDueMin?: number;
  daysPastDueMax?: number;
  /** Left out of balances by a hold (S14). */
  leftOut?: boolean;
}

/** Earliest due date first; largest remaining first; number. Absent: `dueOn` for outstanding and overdue, else `number`. */
export type InvoiceSort = 'dueOn' | 'remaining' | 'number';

/** `GET /api/v1/invoices`. */
export interface InvoiceQuery extends InvoiceFilter {
  sort?: InvoiceSort;
}

/** An entry of `GET /api/v1/invoices`, as of business now. */
export interface ListedInvoice extends Invoice {
  /** Name of its account. */
  name: string | null;
  /** null: not past due. */
  daysPastDue: number | null;
  /** Under a dispute hold. */
  disputed: boolean;
  /** The hold on this invoice in force. */
  hold: (ListedHold & { note: string | null }) | null;
  /** The last failed payment meant for it. */
  lastFailure: { at: string; code: string | null; kind: string | null } | null;
}

/** `GET /api/v1/invoices/totals`: what the invoices of a filter add up to. */
export interface InvoiceTotals {
  invoices: number;
  /** In the order of the currencies' codes. */
  currencies: InvoiceCurrencyTotals[];
}

/** Amounts in minor units of one currency. */
export interface InvoiceCurrencyTotals {
  currency: string;
  invoices: number;
  accounts: number;
  total: number;
  remaining: number;
}
