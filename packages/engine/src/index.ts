export type { CalendarDate, EpochDay, Instant } from './calendar/types.js';
export {
  addDays,
  daysBetween,
  daysInMonth,
  fromEpochDay,
  toEpochDay,
  weekdayOf,
} from './calendar/epoch-day.js';
export {
  businessDateAt,
  instantAt,
  isKnownZone,
  startOfDay,
  startOfEpochDay,
} from './calendar/zone-instants.js';
export type { ZoneHistory, ZonePeriod } from './calendar/zone-history.js';
export {
  businessDateIn,
  startOfDateIn,
  startOfEpochDayIn,
  zoneChangeTakesEffectOn,
  zoneOn,
} from './calendar/zone-history.js';
export type { Schedule } from './calendar/schedule.js';
export { isScheduledOn, scheduledInstant } from './calendar/schedule.js';
export type {
  AccountLedger,
  InvoiceState,
  LedgerAllocation,
  LedgerCredit,
  LedgerInvoice,
  LedgerPayment,
} from './streaks/account-ledger.js';
export type {
  AccountPeriod,
  AccountStreak,
  AccountTimeline,
  InvoicePeriod,
  InvoiceStatus,
  InvoiceStreak,
  Period,
} from './streaks/account-timeline.js';
export { buildTimeline } from './streaks/build-timeline.js';
export type { Episode, FactRow, SubjectFacts } from './facts.js';
export type { FieldOf } from './comparisons/bind-comparison.js';
export { InvalidConditionError } from './comparisons/invalid-condition.js';
export { UnfitFactError } from './evaluate/check-facts.js';
export { evaluateMany } from './evaluate/evaluate-many.js';
export { mapInTurns } from './evaluate/map-in-turns.js';
export { prepareCondition, type PreparedCondition } from './evaluate/prepare-condition.js';
export type { StoredStreak, StreakInheritance, StreakSpan } from './streaks/inherit-streak-ids.js';
export { inheritStreakIds } from './streaks/inherit-streak-ids.js';
export type { PeriodChanges } from './streaks/diff-periods.js';
export { diffPeriods } from './streaks/diff-periods.js';
export { conjunction } from './compile/conjunction.js';
export type { CompileOptions } from './compile/compile-comparison.js';
export { compileCondition, type CompiledCondition } from './compile/compile-condition.js';
export type { FieldSource, FieldSql } from './compile/field-source.js';
export { pathConditions, type PathCondition } from './compile/path-conditions.js';
export { identifier, joinSql, render, sql, SqlFragment, type SqlValue } from './compile/sql-fragment.js';
