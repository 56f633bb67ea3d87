import type { CalendarDate, Instant } from '../calendar/types.js';

/** What an account owed, owes and, if nothing changes, will owe: step functions of time (the billing timeline). */
export interface AccountTimeline {
  /** Without gaps; the first has `from: null`, the last `to: null`; neighbours differ. */
  periods: AccountPeriod[];
  /** The same for each invoice, in the ledger's order of invoices. */
  invoices: InvoicePeriod[];
  /** In order of time. */
  streaks: AccountStreak[];
  /** In the order of the invoices, then of time. */
  invoiceStreaks: InvoiceStreak[];
}

/** A stretch of time: from, inclusive (`null`: always before), to, exclusive (`null`: always after). */
export interface Period {
  from: Instant | null;
  to: Instant | null;
}

export interface AccountPeriod extends Period {
  /** Remaining over issued open invoices less unapplied money, never below 0. */
  outstanding: number;
  /** The same over past due invoices. */
  overdue: number;
  /** Money that no invoice has. */
  unapplied: number;
  /** Past due invoices; 0 while `overdue` is 0 (S3). */
  overdueInvoiceCount: number;
  /** The earliest due date among them; `null` while `overdue` is 0 (S3, S6). */
  oldestDueOn: CalendarDate | null;
  /** Index into `streaks`. */
  streak: number | null;
  /** Day 1 of the streak (S4). */
  openedOn: CalendarDate | null;
  /** Day 1 of the strict streak (S5). */
  strictSince: CalendarDate | null;
  /** The date of the last payment that is not reversed at this time. */
  lastPaymentOn: CalendarDate | null;
}

export interface InvoicePeriod extends Period {
  invoiceId: string;
  status: InvoiceStatus;
  leftOut: boolean;
  /** Total less the money applied to it; 0 while void, since nothing is owed on it. */
  remaining: number;
  /** S2: open, not left out, something remaining, its due date passed. */
  pastDue: boolean;
  /** Index into `invoiceStreaks`. */
  streak: number | null;
  /** Day 1 of the invoice's streak. */
  openedOn: CalendarDate | null;
}

/** Scheduled: not issued yet. Paid: issued, not void, and nothing remains (S23). */
export type InvoiceStatus = 'draft' | 'scheduled' | 'open' | 'paid' | 'void' | 'uncollectible';

/** An unbroken time with an overdue balance above zero (S4). */
export interface AccountStreak {
  openedAt: Instant;
  /** `null`: as far as is known it never ends. */
  endedAt: Instant | null;
  openedOn: CalendarDate;
  endedOn: CalendarDate | null;
}

/** An unbroken time during which one invoice was past due. */
export interface InvoiceStreak extends AccountStreak {
  invoiceId: string;
}
