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
export { type PastDueDay, pastDueDays } from './streaks/past-due-days.js';
export { explainMovements } from './streaks/explain-movements.js';
export type { MovementEffect, OverdueCause, OverdueMovement } from './streaks/overdue-movement.js';
export { buildTimeline, buildTimelineInSteps } from './streaks/build-timeline.js';
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
export { type StreakRun, streakRuns } from './streaks/streak-runs.js';
export { conjunction } from './compile/conjunction.js';
export type { CompileOptions } from './compile/compile-comparison.js';
export { compileCondition, type CompiledCondition } from './compile/compile-condition.js';
export type { FieldSource, FieldSql } from './compile/field-source.js';
export { pathConditions, type PathCondition } from './compile/path-conditions.js';
export { identifier, joinSql, render, sql, type SqlFragment, type SqlValue } from './compile/sql-fragment.js';
export { advance, type Advanced, startJourney, UnexpectedOutcomeError } from './plan/advance.js';
export { ACT_IF_WITHIN_DAYS, chooseMatchToActOn } from './plan/choose-match.js';
export { type ContactCap, placeUnderCap } from './plan/contact-cap.js';
export {
  decideEntry,
  type Entered,
  type EntryDecision,
  type EntryHistory,
  type EntryMoment,
  type EntryReasons,
  startsTooSoon,
} from './plan/decide-entry.js';
export { deliveryKey, type DeliveryKeyParts } from './plan/delivery-key.js';
export { BrokenTreeError, type DocumentTree, documentTree, type Target } from './plan/document-tree.js';
export { entryKey, type EntryKeyParts } from './plan/entry-key.js';
export { type ExactDay, exactDays, namesExactDay } from './plan/exact-days.js';
export { endByExit, firstExitThatHolds, type HoldingExit } from './plan/first-exit.js';
export {
  type Circumstances,
  type Held,
  heldBack,
  type HeldForGood,
  type HeldReason,
  heldUntil,
  type HoldInForce,
} from './plan/held-back.js';
export {
  type ActDecision,
  type Decision,
  endJourney,
  type JourneyEnd,
  type JourneyState,
  occurrenceOf,
  type Outcome,
  type Pass,
  type TimedWaiting,
  type Waiting,
} from './plan/journey.js';
export { isEventField, type JourneyCause, withEvent } from './plan/journey-event.js';
export { type LocalCalendar, localCalendar } from './plan/local-calendar.js';
export type { Look } from './plan/look.js';
export { nextNeededLook } from './plan/next-look.js';
export { plannedFields, type PlannedField } from './plan/planned-fields.js';
export {
  type JourneyWorld,
  type PlayedJourney,
  playJourney,
  type PlaySpan,
  type TraceEntry,
} from './plan/play-journey.js';
export {
  prepareAutomation,
  type PreparedAutomation,
  type PreparedBranch,
} from './plan/prepare-automation.js';
export {
  type ClosedReason,
  nextAllowedMoment,
  type SendRules,
  sendRules,
  type SendWindow,
  whyClosed,
  type WorkspaceLimits,
} from './plan/send-window.js';
export { pendingAct } from './plan/steps/action.js';
export { type BranchTaken, takeBranch } from './plan/take-branch.js';
