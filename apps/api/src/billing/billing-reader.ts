/**
 * How everybody outside billing reads it: facts of subjects at a moment, when they change, and what stands around
 * them. Nothing here changes a fact: late changes are marked as looked at, changes as told to journeys, and timelines
 * that a large import left behind are finished before anybody reads them.
 */
export { accountDays } from './account/account-days.js';
export { accountHolds } from './account/account-holds.js';
export { accountInvoices } from './account/account-invoices.js';
export { accountPromises } from './account/account-promises.js';
export { balanceChanges } from './account/balance-changes.js';
export { BILLING_HISTORY, type HistoryOwner, type HistorySource } from './account/history-facts.js';
export { lastPayment } from './account/last-payment.js';
export { readMovements } from './account/read-movements.js';
export {
  accountStanding,
  localDate,
  promiseStanding,
  type AccountStanding,
} from './reader/account-standing.js';
export { declaredEvents } from './events/event-declarations.js';
export { happeningsBetween } from './events/happenings-between.js';
export { agedInvoices } from './figures/ageing.js';
export { balancesNow } from './figures/balances-now.js';
export { overdueTrend } from './figures/overdue-trend.js';
export { pastDueMovements } from './figures/past-due-movements.js';
export { AccountAnswer, AccountDetailsAnswer } from './http/answers.dto.js';
export { findAccount } from './http/read-accounts.js';
export { listPaymentMethods, listSubscriptions } from './http/read-stated.js';
export { accountByKey } from './http/read-timeline.js';
export { InvoiceQueryFields, ListedHoldAnswer, ListedInvoiceAnswer } from './lists/invoices.dto.js';
export { accountConditions, type BillingFilter } from './lists/account-conditions.js';
export { accountOrder } from './lists/account-order.js';
export { accountsOf, type AccountName } from './lists/accounts-of.js';
export { accountTotals } from './lists/account-totals.js';
export { calendarAt, startOfLastDates } from './lists/account-calendar.js';
export { lastDateBefore } from './lists/last-date.js';
export { listAccounts, type AccountSelection, type BilledAccount } from './lists/list-accounts.js';
export { moneyReceived } from './lists/money-received.js';
export { nowSql, type NowSql } from './lists/now-sql.js';
export { cursorOf, placeIn, type Order, type Place } from './lists/order.js';
export { pastDueRuns } from './lists/past-due-runs.js';
export { readAccountMoney, type AccountMoney } from './reader/account-money.js';
export { accountZones, zonesInUse } from './reader/account-zones.js';
export type { AttributeTypes } from './reader/attribute-sql.js';
export { brokenPromises } from './reader/broken-promises.js';
export { changeInstants, type ChangeQuery } from './reader/change-instants.js';
export {
  readCustomerStatement,
  type CustomerStatement,
  type StatementInvoice,
} from './reader/customer-statement.js';
export { factSource, type FactSourceOptions } from './reader/fact-source.js';
export {
  daysSince,
  daysUntil,
  instantSql,
  list,
  value,
  type FactField,
  type FactSource,
  type FactSql,
  type FieldParams,
  type Join,
} from './reader/fact-sql.js';
export { factStatement, type FactQuery, type Narrowing } from './reader/fact-statement.js';
export {
  heldBackFacts,
  type HeldBackFacts,
  type HoldInForce,
  type PaymentInFlight,
} from './reader/held-back-facts.js';
export {
  hasUnfinishedWrites,
  lateChanges,
  markLateChangesChecked,
  type LateChange,
} from './reader/late-changes.js';
export { readMessageValues, type MessageValues, type OverdueInvoice } from './reader/message-values.js';
export { momentAt, momentFor, momentOf, windowStart, type Moment } from './reader/moment.js';
export { readSubjects, type ReadSubject } from './reader/read-subjects.js';
export { streakEnds } from './reader/streak-ends.js';
export { CANDIDATE } from './reader/subject-tables.js';
export { subjectsOfAccounts, type SubjectOfAccounts } from './reader/subjects-of-accounts.js';
export { hasUntoldChanges, takeUntoldChanges, type UntoldChange } from './reader/untold-changes.js';
export { attributeTypes, currenciesInUse, resolveAccountKeys } from './reader/workspace-facts.js';
export { rebuildDirty as finishTimelines } from './timeline/rebuild-dirty.js';
