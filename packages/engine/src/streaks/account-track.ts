import type { CalendarDate, Instant } from '../calendar/types.js';
import type { AccountPeriod, AccountStreak } from './account-timeline.js';
import type { Balances } from './balances.js';
import { moneyLoweredOverdue, writtenOffOverdue } from './lowered-overdue.js';
import { PeriodLog } from './period-log.js';
import { StreakLog } from './streak-log.js';

const NOTHING_YET: AccountPeriod = {
  from: null,
  to: null,
  outstanding: 0,
  overdue: 0,
  unapplied: 0,
  overdueInvoiceCount: 0,
  oldestDueOn: null,
  streak: null,
  openedOn: null,
  strictSince: null,
  lastPaymentOn: null,
};

/** Collects the periods and streaks of an account. */
export class AccountTrack {
  private readonly streakLog: StreakLog;
  private readonly log = new PeriodLog<AccountPeriod>({ ...NOTHING_YET }, sameAccountState);
  private strictSince: CalendarDate | null = null;
  private lastPayment: { at: Instant; on: CalendarDate } | null = null;

  constructor(
    private readonly balances: Balances,
    private readonly dateOf: (instant: Instant) => CalendarDate,
  ) {
    this.streakLog = new StreakLog(dateOf);
  }

  get periods(): AccountPeriod[] {
    return this.log.periods;
  }

  get streaks(): AccountStreak[] {
    return this.streakLog.streaks;
  }

  /** Takes in how the account stands from an instant on, and what happened to it then. */
  note(at: Instant): void {
    const { balances, streakLog } = this;
    streakLog.note(at, balances.keepsStreak);
    this.noteStrictStreak(at);
    this.log.note({
      from: at,
      to: null,
      outstanding: balances.outstanding,
      overdue: balances.overdue,
      unapplied: balances.unapplied,
      overdueInvoiceCount: balances.overdueInvoiceCount,
      oldestDueOn: balances.oldestDueOn,
      streak: streakLog.currentIndex,
      openedOn: streakLog.current?.openedOn ?? null,
      strictSince: this.strictSince,
      lastPaymentOn: this.lastPaymentOn(),
    });
  }

  /** S5: day 1 is the streak's own, or the last date on which a payment, credit or write-off lowered the overdue balance. */
  private noteStrictStreak(at: Instant): void {
    const streak = this.streakLog.current;
    if (streak === null) {
      this.strictSince = null;
    } else if (streak.openedAt === at) {
      this.strictSince = streak.openedOn;
    } else if (
      this.balances.arrived.some(moneyLoweredOverdue) ||
      this.balances.touched.some(writtenOffOverdue)
    ) {
      this.strictSince = this.dateOf(at);
    }
  }

  private lastPaymentOn(): CalendarDate | null {
    const at = this.balances.lastPaymentAt;
    if (at === null) return null;
    if (this.lastPayment?.at !== at) this.lastPayment = { at, on: this.dateOf(at) };
    return this.lastPayment.on;
  }
}

function sameAccountState(a: AccountPeriod, b: AccountPeriod): boolean {
  return (
    a.outstanding === b.outstanding &&
    a.overdue === b.overdue &&
    a.unapplied === b.unapplied &&
    a.overdueInvoiceCount === b.overdueInvoiceCount &&
    a.oldestDueOn === b.oldestDueOn &&
    a.streak === b.streak &&
    a.openedOn === b.openedOn &&
    a.strictSince === b.strictSince &&
    a.lastPaymentOn === b.lastPaymentOn
  );
}
