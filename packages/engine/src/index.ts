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
