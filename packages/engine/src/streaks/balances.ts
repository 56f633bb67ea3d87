import type { CalendarDate, Instant } from '../calendar/types.js';
import type { InvoiceRecord, InvoiceTouch, MoneyRecord } from './ledger-records.js';
import type { Movement } from './movements.js';

/**
 * The sums of an account at the instant reached, moved on by what happens: each movement costs what it touches, however
 * many invoices the account has.
 */
export class Balances {
  /** Of the instant under way: the money that came, and the invoices it or other facts touched. */
  readonly arrived: MoneyRecord[] = [];
  readonly touched: InvoiceRecord[] = [];

  private readonly offering: MoneyRecord[] = [];
  private openSum = 0;
  private overdueSum = 0;
  private overdueFees = 0;
  private overdueCount = 0;
  private unappliedSum = 0;
  /** Payments in order of time; reversed ones are taken off once they are the last. */
  private readonly payments: MoneyRecord[] = [];
  private readonly byDueDate: readonly InvoiceRecord[];
  /** No invoice before this place in `byDueDate` is past due. */
  private oldest = 0;

  constructor(invoices: readonly InvoiceRecord[]) {
    this.byDueDate = [...invoices].sort(byDueDate);
    for (const [rank, record] of this.byDueDate.entries()) record.dueRank = rank;
  }

  get outstanding(): number {
    return Math.max(0, this.openSum - this.unappliedSum);
  }

  get overdue(): number {
    return Math.max(0, this.netOverdue);
  }

  /** The overdue balance before the rule that it is never below 0 (S3). */
  get netOverdue(): number {
    return this.overdueSum - this.unappliedSum;
  }

  /** The same without fees, by which streaks go. */
  get netOverdueWithoutFees(): number {
    return this.netOverdue - this.overdueFees;
  }

  /** Whether something is overdue apart from fees, which neither open nor prolong a streak (S3). */
  get keepsStreak(): boolean {
    return this.netOverdueWithoutFees > 0;
  }

  get unapplied(): number {
    return this.unappliedSum;
  }

  get overdueInvoiceCount(): number {
    return this.overdue > 0 ? this.overdueCount : 0;
  }

  get oldestDueOn(): CalendarDate | null {
    if (this.overdue === 0) return null;
    while (this.byDueDate[this.oldest]?.counted.overdue === 0) this.oldest += 1;
    return this.byDueDate[this.oldest]?.invoice.dueOn ?? null;
  }

  /** The instant of the last payment that is not reversed. */
  get lastPaymentAt(): Instant | null {
    while (this.payments.at(-1)?.reversed) this.payments.pop();
    return this.payments.at(-1)?.at ?? null;
  }

  /** Takes one movement in; the sums hold again after `settle`. */
  take(movement: Movement): void {
    switch (movement.kind) {
      case 'issue':
        touch(this.touched, movement.record);
        movement.record.issued = true;
        return;
      case 'due':
        touch(this.touched, movement.record);
        movement.record.dueDatePassed = true;
        return;
      case 'leftOut':
        touch(this.touched, movement.record);
        movement.record.leftOut += 1;
        return;
      case 'broughtBack':
        touch(this.touched, movement.record);
        movement.record.leftOut -= 1;
        return;
      case 'status':
        touch(this.touched, movement.record);
        movement.record.status = movement.status;
        return;
      case 'reversal':
        this.reverse(movement.money);
        return;
      case 'money':
        this.receive(movement.money);
        return;
      case 'allocation':
        this.allocate(movement.money, movement.record, movement.amount);
        return;
    }
  }

  /** Brings the sums up to date once all movements of an instant are taken in: only that state counts (S0). */
  settle(records: readonly InvoiceRecord[] = this.touched): void {
    for (const record of records) this.recount(record);
  }

  /** Makes ready for the next instant. */
  leave(): void {
    for (const record of this.touched) record.touch = null;
    for (const money of this.offering) money.offered.length = 0;
    this.touched.length = 0;
    this.arrived.length = 0;
    this.offering.length = 0;
  }

  private receive(money: MoneyRecord): void {
    money.unapplied = money.amount;
    this.unappliedSum += money.amount;
    this.arrived.push(money);
    if (money.kind === 'payment') this.payments.push(money);
  }

  private allocate(money: MoneyRecord, record: InvoiceRecord, offered: number): void {
    if (money.reversed) return;
    const touched = touch(this.touched, record);
    const owed = remainingOf(record);
    if (touched.offered === 0) touched.owedBefore = owed;
    touched.offered += offered;
    money.offered.push({ record, amount: offered });
    this.offering.push(money);
    const amount = Math.min(offered, owed, money.unapplied);
    if (amount === 0) return;
    record.applied += amount;
    money.unapplied -= amount;
    money.applied.push({ record, amount });
    this.unappliedSum -= amount;
  }

  private reverse(money: MoneyRecord): void {
    money.reversed = true;
    this.unappliedSum -= money.unapplied;
    for (const { record, amount } of money.applied) {
      touch(this.touched, record);
      record.applied -= amount;
    }
  }

  private recount(record: InvoiceRecord): void {
    const before = record.counted.overdue;
    const remaining = remainingOf(record);
    const open = isCollected(record) ? remaining : 0;
    const overdue = isCollected(record) && record.dueDatePassed ? remaining : 0;
    this.openSum += open - record.counted.open;
    this.overdueSum += overdue - before;
    if (record.invoice.fee) this.overdueFees += overdue - before;
    this.overdueCount += Number(overdue > 0) - Number(before > 0);
    if (overdue > 0) this.oldest = Math.min(this.oldest, record.dueRank);
    record.counted.open = open;
    record.counted.overdue = overdue;
  }
}

/** What is owed on an invoice: nothing while it is void, so money set against it then stays unapplied. */
export function remainingOf(record: InvoiceRecord): number {
  return record.status === 'void' ? 0 : record.invoice.total - record.applied;
}

/** Whether what remains of an invoice counts in the balances: issued, open and not left out. */
export function isCollected(record: InvoiceRecord): boolean {
  return record.issued && record.status === 'open' && record.leftOut === 0;
}

function touch(touched: InvoiceRecord[], record: InvoiceRecord): InvoiceTouch {
  if (record.touch === null) {
    record.touch = { statusBefore: record.status, owedBefore: 0, offered: 0 };
    touched.push(record);
  }
  return record.touch;
}

function byDueDate(a: InvoiceRecord, b: InvoiceRecord): number {
  return a.invoice.dueOn < b.invoice.dueOn ? -1 : a.invoice.dueOn > b.invoice.dueOn ? 1 : 0;
}
