import type { CalendarDate, Instant } from '../calendar/types.js';
import type { ZoneHistory } from '../calendar/zone-history.js';
import { instantAt } from '../calendar/zone-instants.js';
import type {
  AccountLedger,
  InvoiceState,
  LedgerAllocation,
  LedgerCredit,
  LedgerInvoice,
  LedgerPayment,
} from './account-ledger.js';
import type { AccountPeriod, AccountTimeline, InvoicePeriod } from './account-timeline.js';
import { buildTimeline } from './build-timeline.js';

/** 'YYYY-MM-DD' (00:00) or 'YYYY-MM-DD HH:MM', in UTC. */
export function utc(text: string): Instant {
  return instantAt(text.slice(0, 10), text.slice(11) || '00:00', 'UTC');
}

/** Tells the story of one account in the words of the product; instants are UTC, as in `utc`. */
export class AccountFacts {
  private readonly invoices: LedgerInvoice[] = [];
  private readonly payments: LedgerPayment[] = [];
  private readonly credits: LedgerCredit[] = [];

  constructor(private readonly zones: ZoneHistory = [{ from: null, zone: 'UTC' }]) {}

  /** An invoice issued on 2026-01-01 unless said otherwise. */
  owes(id: string, total: number, dueOn: CalendarDate, more: Partial<LedgerInvoice> = {}): this {
    const usual = { reference: id, issuedOn: '2026-01-01', states: [], leftOut: [], fee: false };
    this.invoices.push({ ...usual, id, total, dueOn, ...more });
    return this;
  }

  pays(id: string, at: string, to: Record<string, number>, unapplied = 0): this {
    this.payments.push({ ...this.money(id, at, to, unapplied), reversedAt: null });
    return this;
  }

  reversed(id: string, at: string): this {
    this.payments.find((payment) => payment.id === id)!.reversedAt = utc(at);
    return this;
  }

  isCredited(id: string, at: string, to: Record<string, number>, unapplied = 0): this {
    this.credits.push(this.money(id, at, to, unapplied));
    return this;
  }

  /** Sets unapplied money against an invoice later. */
  allocates(id: string, invoiceId: string, amount: number, at: string): this {
    const money = [...this.payments, ...this.credits].find((each) => each.id === id)!;
    money.allocations = [...money.allocations, { invoiceId, amount, at: utc(at) }];
    return this;
  }

  becomes(invoiceId: string, status: InvoiceState, at: string): this {
    const invoice = this.invoices.find(({ id }) => id === invoiceId)!;
    invoice.states = [...invoice.states, { from: utc(at), status }];
    return this;
  }

  ledger(): AccountLedger {
    return { zones: this.zones, invoices: this.invoices, payments: this.payments, credits: this.credits };
  }

  timeline(): AccountTimeline {
    return buildTimeline(this.ledger());
  }

  /** How the account stands at an instant. */
  on(at: string): AccountPeriod {
    return holdingAt(this.timeline().periods, utc(at));
  }

  /** How an invoice stands at an instant. */
  invoiceOn(invoiceId: string, at: string): InvoicePeriod {
    const own = this.timeline().invoices.filter((period) => period.invoiceId === invoiceId);
    return holdingAt(own, utc(at));
  }

  /** The streaks as 'opened on .. ended on', the second empty while one goes on. */
  streaks(): string[] {
    return this.timeline().streaks.map(({ openedOn, endedOn }) => `${openedOn} .. ${endedOn ?? ''}`);
  }

  private money(id: string, at: string, to: Record<string, number>, unapplied: number): LedgerCredit {
    const allocations: LedgerAllocation[] = Object.entries(to).map(([invoiceId, amount]) => ({
      invoiceId,
      amount,
      at: utc(at),
    }));
    const amount = allocations.reduce((total, each) => total + each.amount, unapplied);
    return { id, reference: id, amount, at: utc(at), allocations };
  }
}

function holdingAt<Row extends { from: Instant | null; to: Instant | null }>(
  periods: readonly Row[],
  at: Instant,
): Row {
  return periods.find(({ from, to }) => (from ?? -Infinity) <= at && at < (to ?? Infinity))!;
}
