import type { CalendarDate, Instant } from '../calendar/types.js';
import { addDays } from '../calendar/epoch-day.js';
import { businessDateIn, startOfDateIn } from '../calendar/zone-history.js';
import type {
  AccountLedger,
  InvoiceState,
  LedgerCredit,
  LedgerInvoice,
  LedgerPayment,
} from './account-ledger.js';
import type { InvoiceStatus } from './account-timeline.js';

/** How an account and its invoices stand at one instant, streaks named by the instant at which they opened. */
export interface ReferenceState {
  outstanding: number;
  overdue: number;
  unapplied: number;
  overdueInvoiceCount: number;
  oldestDueOn: CalendarDate | null;
  openedAt: Instant | null;
  openedOn: CalendarDate | null;
  strictSince: CalendarDate | null;
  lastPaymentOn: CalendarDate | null;
  invoices: Record<string, ReferenceInvoiceState>;
}

export interface ReferenceInvoiceState {
  status: InvoiceStatus;
  leftOut: boolean;
  remaining: number;
  pastDue: boolean;
  openedAt: Instant | null;
  openedOn: CalendarDate | null;
}

interface Applied {
  moneyId: string;
  invoiceId: string;
  at: Instant;
  amount: number;
}

type Money = (LedgerPayment | LedgerCredit) & { group: 'payment' | 'credit' };

/**
 * The rules read aloud: no sums are carried along, every question is answered by looking at all facts again. Slow on
 * purpose; what `buildTimeline` says is compared with it.
 */
export class Reference {
  readonly instants: Instant[];
  private readonly money: Money[];
  private readonly applied: Applied[] = [];
  private readonly dates = new Map<Instant, CalendarDate>();
  private lowering: Instant[] | null = null;

  constructor(private readonly ledger: AccountLedger) {
    this.money = [
      ...ledger.payments.map((payment) => ({ ...payment, group: 'payment' as const })),
      ...ledger.credits.map((credit) => ({ ...credit, group: 'credit' as const })),
    ].sort((a, b) => (orderKey(a) < orderKey(b) ? -1 : 1));
    this.instants = [...new Set(this.instantsOfInterest())].sort((a, b) => a - b);
    this.applyAllocations();
  }

  at(instant: Instant): ReferenceState {
    const openedAt = this.openSince(instant, (at) => this.feelessOverdueAt(at) > 0);
    const overdue = this.overdueAt(instant);
    const pastDue = this.ledger.invoices.filter((invoice) => this.isPastDue(invoice, instant));
    const paid = this.ledger.payments.filter((payment) => counts(payment, instant)).map(({ at }) => at);
    return {
      outstanding: this.outstandingAt(instant),
      overdue,
      unapplied: this.unappliedAt(instant),
      overdueInvoiceCount: overdue > 0 ? pastDue.length : 0,
      oldestDueOn: overdue > 0 ? (pastDue.map(({ dueOn }) => dueOn).sort()[0] ?? null) : null,
      openedAt,
      openedOn: this.dateOrNull(openedAt),
      strictSince: this.dateOrNull(this.strictlySince(openedAt, instant)),
      lastPaymentOn: this.dateOrNull(paid.length === 0 ? null : Math.max(...paid)),
      invoices: Object.fromEntries(
        this.ledger.invoices.map((invoice) => [invoice.id, this.invoiceAt(invoice, instant)]),
      ),
    };
  }

  private invoiceAt(invoice: LedgerInvoice, instant: Instant): ReferenceInvoiceState {
    const openedAt = this.openSince(instant, (at) => !invoice.fee && this.isPastDue(invoice, at));
    const remaining = this.remainingAt(invoice, instant);
    const stated = statedAt(invoice, instant);
    const derived = !this.isIssued(invoice, instant) ? 'scheduled' : remaining === 0 ? 'paid' : stated;
    return {
      status: stated === 'void' || stated === 'draft' ? stated : derived,
      leftOut: isLeftOut(invoice, instant),
      remaining,
      pastDue: this.isPastDue(invoice, instant),
      openedAt,
      openedOn: this.dateOrNull(openedAt),
    };
  }

  /** S3: step through the instants; what can reach its invoice for the first time does, in order, up to what remains. */
  private applyAllocations(): void {
    const waiting = this.money.flatMap((money) =>
      money.allocations.map((allocation) => ({ money, allocation, done: false })),
    );
    for (const instant of this.instants) {
      for (const entry of waiting) {
        const { money, allocation } = entry;
        const invoice = this.ledger.invoices.find(({ id }) => id === allocation.invoiceId);
        if (entry.done || invoice === undefined || allocation.at > instant || !counts(money, instant))
          continue;
        if (!this.isIssued(invoice, instant) || statedAt(invoice, instant) === 'draft') continue;
        const amount = Math.min(allocation.amount, this.remainingAt(invoice, instant));
        this.applied.push({ moneyId: money.id, invoiceId: invoice.id, at: instant, amount });
        entry.done = true;
      }
    }
  }

  private remainingAt(invoice: LedgerInvoice, instant: Instant): number {
    if (statedAt(invoice, instant) === 'void') return 0;
    return invoice.total - sum(this.appliedAt(instant).filter(({ invoiceId }) => invoiceId === invoice.id));
  }

  private unappliedAt(instant: Instant): number {
    return sum(this.money.filter((money) => counts(money, instant))) - sum(this.appliedAt(instant));
  }

  private appliedAt(instant: Instant): Applied[] {
    const standing = new Set(this.money.filter((money) => counts(money, instant)).map(({ id }) => id));
    return this.applied.filter(({ at, moneyId }) => at <= instant && standing.has(moneyId));
  }

  private outstandingAt(instant: Instant): number {
    return this.balance(instant, (invoice) => this.isOpen(invoice, instant));
  }

  private overdueAt(instant: Instant): number {
    return this.balance(instant, (invoice) => this.isPastDue(invoice, instant));
  }

  private feelessOverdueAt(instant: Instant): number {
    return this.balance(instant, (invoice) => !invoice.fee && this.isPastDue(invoice, instant));
  }

  private balance(instant: Instant, belongs: (invoice: LedgerInvoice) => boolean): number {
    const owed = this.ledger.invoices.filter(belongs).map((invoice) => this.remainingAt(invoice, instant));
    return Math.max(0, owed.reduce((a, b) => a + b, 0) - this.unappliedAt(instant));
  }

  private isIssued(invoice: LedgerInvoice, instant: Instant): boolean {
    return this.dateOf(instant) >= invoice.issuedOn;
  }

  private isOpen(invoice: LedgerInvoice, instant: Instant): boolean {
    const open = statedAt(invoice, instant) === 'open' && !isLeftOut(invoice, instant);
    return open && this.isIssued(invoice, instant);
  }

  /** S2. */
  private isPastDue(invoice: LedgerInvoice, instant: Instant): boolean {
    const open = this.isOpen(invoice, instant) && this.remainingAt(invoice, instant) > 0;
    return open && this.dateOf(instant) > invoice.dueOn;
  }

  /** S4: the first instant of the unbroken run of overdue instants that reaches the given one. */
  private openSince(instant: Instant, overdue: (at: Instant) => boolean): Instant | null {
    let since: Instant | null = null;
    for (const at of this.instants.filter((each) => each <= instant).reverse()) {
      if (!overdue(at)) break;
      since = at;
    }
    return since;
  }

  /** S5. */
  private strictlySince(openedAt: Instant | null, instant: Instant): Instant | null {
    if (openedAt === null) return null;
    this.lowering ??= this.instantsThatLowered();
    return Math.max(openedAt, ...this.lowering.filter((at) => at <= instant));
  }

  /** Lowered = the balance would be higher without it: builds the ledger without it and looks. */
  private instantsThatLowered(): Instant[] {
    const { invoices, payments, credits } = this.ledger;
    const without = [
      ...payments
        .filter((payment) => counts(payment, payment.at))
        .map((payment) => ({ at: payment.at, ledger: { payments: payments.filter((p) => p !== payment) } })),
      ...credits.map((credit) => ({
        at: credit.at,
        ledger: { credits: credits.filter((c) => c !== credit) },
      })),
      ...invoices.flatMap((invoice) =>
        invoice.states.flatMap((state) => {
          if (state.from === null || state.status !== 'uncollectible') return [];
          const kept = { ...invoice, states: invoice.states.filter((s) => s !== state) };
          return [{ at: state.from, ledger: { invoices: invoices.map((i) => (i === invoice ? kept : i)) } }];
        }),
      ),
    ];
    return without
      .filter(
        ({ at, ledger }) => new Reference({ ...this.ledger, ...ledger }).overdueAt(at) > this.overdueAt(at),
      )
      .map(({ at }) => at);
  }

  private instantsOfInterest(): Instant[] {
    const { zones, invoices } = this.ledger;
    return [
      ...invoices.flatMap((invoice) => [
        startOfDateIn(zones, invoice.issuedOn),
        startOfDateIn(zones, addDays(invoice.dueOn, 1)),
        ...invoice.states.flatMap(({ from }) => (from === null ? [] : [from])),
        ...invoice.leftOut.flatMap(({ from, to }) => (to === null ? [from] : [from, to])),
      ]),
      ...this.money.flatMap((money) => [money.at, ...money.allocations.map(({ at }) => at)]),
      ...this.ledger.payments.flatMap(({ reversedAt }) => (reversedAt === null ? [] : [reversedAt])),
    ];
  }

  private dateOf(instant: Instant): CalendarDate {
    const date = this.dates.get(instant) ?? businessDateIn(this.ledger.zones, instant);
    this.dates.set(instant, date);
    return date;
  }

  private dateOrNull(instant: Instant | null): CalendarDate | null {
    return instant === null ? null : this.dateOf(instant);
  }
}

function statedAt(invoice: LedgerInvoice, instant: Instant): InvoiceState {
  const since = (from: Instant | null) => from ?? -Infinity;
  const begun = invoice.states.filter(({ from }) => since(from) <= instant);
  return begun.sort((a, b) => since(b.from) - since(a.from))[0]?.status ?? 'open';
}

function isLeftOut(invoice: LedgerInvoice, instant: Instant): boolean {
  return invoice.leftOut.some(({ from, to }) => from <= instant && (to === null || instant < to));
}

/** S3: a payment counts from `at` to `reversedAt`. */
function counts(money: LedgerPayment | LedgerCredit, instant: Instant): boolean {
  const until = 'reversedAt' in money ? money.reversedAt : null;
  return money.at <= instant && (until === null || instant < until);
}

function orderKey(money: Money): string {
  return `${money.group === 'payment' ? 0 : 1} ${money.reference} ${money.id}`;
}

function sum(parts: readonly { amount: number }[]): number {
  return parts.reduce((total, { amount }) => total + amount, 0);
}
