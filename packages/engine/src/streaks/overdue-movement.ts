import type { CalendarDate, Instant } from '../calendar/types.js';
import type { InvoiceState } from './account-ledger.js';

/** One instant at which the overdue balance of an account changed, or its streak began or ended, and by what. */
export interface OverdueMovement {
  at: Instant;
  /** Its business date. */
  on: CalendarDate;
  effect: MovementEffect;
  /** The overdue balance before and after, in minor units. */
  before: number;
  after: number;
  /** Day 1 of the streak it opens, ends or leaves as it is; null: there is none, a fee opens none (S3). */
  openedOn: CalendarDate | null;
  /** Never empty; in the order in which they count within an instant (S3). */
  causes: OverdueCause[];
}

/** On the streak: it opens one, it ends it, or it lowers or raises the balance and leaves the streak as it is (S4). */
export type MovementEffect = 'opens' | 'ends' | 'lowers' | 'raises';

/**
 * A fact that moved the overdue balance. `effect` is by how much, in minor units, before the rule that the balance is
 * never below 0 (S3): the effects of a movement add up.
 */
export type OverdueCause = { effect: number } & (
  | { kind: 'invoicePastDue' | 'invoiceLeftOut' | 'invoiceBroughtBack'; invoiceId: string }
  | { kind: 'invoiceStatus'; invoiceId: string; status: InvoiceState }
  /** Money that came, with the invoices it went to at once. */
  | { kind: 'payment' | 'credit'; moneyId: string; invoiceIds: string[] }
  /** A payment whose money went back, with the invoices that had it. */
  | { kind: 'reversal'; moneyId: string; invoiceIds: string[] }
  /** Unapplied money that was set against an invoice later. */
  | { kind: 'moneyApplied'; money: 'payment' | 'credit'; moneyId: string; invoiceId: string }
);
