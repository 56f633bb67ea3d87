import type { CalendarDate, Instant } from '../calendar/types.js';
import type { InvoicePeriod, InvoiceStatus, InvoiceStreak } from './account-timeline.js';
import { remainingOf } from './balances.js';
import type { InvoiceRecord } from './ledger-records.js';
import { PeriodLog } from './period-log.js';
import { StreakLog } from './streak-log.js';

/** Collects the periods and streaks of one invoice. */
export class InvoiceTrack {
  private readonly streaks: StreakLog;
  private readonly log: PeriodLog<InvoicePeriod>;

  constructor(
    private readonly record: InvoiceRecord,
    dateOf: (instant: Instant) => CalendarDate,
  ) {
    this.streaks = new StreakLog(dateOf);
    this.log = new PeriodLog<InvoicePeriod>({ from: null, ...this.state() }, sameInvoiceState);
  }

  /** Takes in how the invoice stands from an instant on. A fee has no streak (S3). */
  note(at: Instant): void {
    this.streaks.note(at, this.record.counted.overdue > 0 && !this.record.invoice.fee);
    this.log.note({ from: at, ...this.state() });
  }

  /** Adds what was collected to the lists of all invoices. */
  addTo(periods: InvoicePeriod[], streaks: InvoiceStreak[]): void {
    const firstStreak = streaks.length;
    for (const period of this.log.periods) {
      if (period.streak !== null) period.streak += firstStreak;
      periods.push(period);
    }
    for (const streak of this.streaks.streaks) {
      streaks.push({ invoiceId: this.record.invoice.id, ...streak });
    }
  }

  private state(): Omit<InvoicePeriod, 'from'> {
    return {
      to: null,
      invoiceId: this.record.invoice.id,
      status: statusOf(this.record),
      leftOut: this.record.leftOut > 0,
      remaining: remainingOf(this.record),
      pastDue: this.record.counted.overdue > 0,
      streak: this.streaks.currentIndex,
      openedOn: this.streaks.current?.openedOn ?? null,
    };
  }
}

/** Void and draft are stated, paid is what has nothing remaining, a debt written off and paid after all included (S23). */
function statusOf(record: InvoiceRecord): InvoiceStatus {
  if (record.status === 'void' || record.status === 'draft') return record.status;
  if (!record.issued) return 'scheduled';
  return remainingOf(record) === 0 ? 'paid' : record.status;
}

function sameInvoiceState(a: InvoicePeriod, b: InvoicePeriod): boolean {
  return (
    a.status === b.status &&
    a.leftOut === b.leftOut &&
    a.remaining === b.remaining &&
    a.pastDue === b.pastDue &&
    a.streak === b.streak &&
    a.openedOn === b.openedOn
  );
}
