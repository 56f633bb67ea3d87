import { toEpochDay } from '../calendar/epoch-day.js';
import type { Instant } from '../calendar/types.js';
import { startOfEpochDayIn, type ZoneHistory } from '../calendar/zone-history.js';
import type {
  AccountLedger,
  InvoiceState,
  LedgerAllocation,
  LedgerCredit,
  LedgerInvoice,
  LedgerPayment,
} from './account-ledger.js';

/** An invoice on its way through time: what is fixed about it, and how it stands at the instant reached. */
export interface InvoiceRecord {
  readonly invoice: LedgerInvoice;
  /** Its place in the ledger. */
  readonly index: number;
  /** Its place by due date. */
  dueRank: number;
  /** 00:00 of its issue date. */
  readonly issuedAt: Instant;
  /** 00:00 of the day after its due date, or its issue if that is later (S0). */
  readonly pastDueAt: Instant;
  /** Its changes of status in order of time. */
  readonly changes: readonly { from: Instant; status: InvoiceState }[];
  readonly firstStatus: InvoiceState;
  status: InvoiceState;
  issued: boolean;
  dueDatePassed: boolean;
  /** How many exclusions cover it. */
  leftOut: number;
  applied: number;
  /** Its part in the sums of the last settled instant. */
  counted: { open: number; overdue: number };
  /** What the instant under way does to it; `null` while that does not touch it. */
  touch: InvoiceTouch | null;
}

/** Needed to tell what would be without one of the facts of an instant (S5). */
export interface InvoiceTouch {
  statusBefore: InvoiceState;
  /** What was owed before the instant's money came. */
  owedBefore: number;
  /** All money set against it at this instant, taken or not. */
  offered: number;
}

/** A payment or credit on its way through time. */
export interface MoneyRecord {
  readonly kind: 'payment' | 'credit';
  readonly id: string;
  readonly reference: string;
  readonly amount: number;
  readonly at: Instant;
  readonly reversedAt: Instant | null;
  readonly allocations: readonly LedgerAllocation[];
  reversed: boolean;
  unapplied: number;
  applied: { record: InvoiceRecord; amount: number }[];
  /** What the instant under way sets against invoices, taken or not. */
  offered: { record: InvoiceRecord; amount: number }[];
}

/** The invoices of a ledger, in its order, none issued yet. */
export function invoiceRecords(ledger: AccountLedger): InvoiceRecord[] {
  return ledger.invoices.map((invoice, index) => invoiceRecord(invoice, index, ledger.zones));
}

/**
 * The money of a ledger in the order in which it is applied within one instant: payments, then credits, each by
 * reference (S3; the id decides between equal ones, so that order of arrival never does). A payment reversed as soon as
 * it is made lasts no time and never was (S0).
 */
export function moneyRecords(ledger: AccountLedger): MoneyRecord[] {
  const lasting = ledger.payments.filter((p) => p.reversedAt === null || p.reversedAt > p.at);
  return [
    ...lasting.map((payment) => moneyRecord('payment', payment, payment.reversedAt)).sort(byReference),
    ...ledger.credits.map((credit) => moneyRecord('credit', credit, null)).sort(byReference),
  ];
}

function invoiceRecord(invoice: LedgerInvoice, index: number, zones: ZoneHistory): InvoiceRecord {
  const issuedAt = startOfEpochDayIn(zones, toEpochDay(invoice.issuedOn));
  const dayAfterDue = startOfEpochDayIn(zones, toEpochDay(invoice.dueOn) + 1);
  const firstStatus = invoice.states.find((state) => state.from === null)?.status ?? 'open';
  return {
    invoice,
    index,
    dueRank: 0,
    issuedAt,
    pastDueAt: Math.max(dayAfterDue, issuedAt),
    changes: changesOf(invoice),
    firstStatus,
    status: firstStatus,
    issued: false,
    dueDatePassed: false,
    leftOut: 0,
    applied: 0,
    counted: { open: 0, overdue: 0 },
    touch: null,
  };
}

function changesOf(invoice: LedgerInvoice): { from: Instant; status: InvoiceState }[] {
  return invoice.states
    .flatMap(({ from, status }) => (from === null ? [] : [{ from, status }]))
    .sort((a, b) => a.from - b.from);
}

function moneyRecord(
  kind: MoneyRecord['kind'],
  money: LedgerPayment | LedgerCredit,
  reversedAt: Instant | null,
): MoneyRecord {
  const { id, reference, amount, at, allocations } = money;
  return {
    kind,
    id,
    reference,
    amount,
    at,
    reversedAt,
    allocations,
    reversed: false,
    unapplied: 0,
    applied: [],
    offered: [],
  };
}

// By code unit, not by language: the order must be the same on every machine.
function byReference(a: MoneyRecord, b: MoneyRecord): number {
  if (a.reference !== b.reference) return a.reference < b.reference ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
