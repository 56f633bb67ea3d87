/**
 * How everybody outside billing reads it: facts of subjects at a moment, when they change, and what stands around
 * them. Nothing here changes a fact: late changes are marked as looked at, and timelines that a
 * large import left behind are finished before anybody reads them.
 */
export { accountZones, zonesInUse } from './reader/account-zones.js';
export type { AttributeTypes } from './reader/attribute-sql.js';
export { changeInstants, type ChangeQuery } from './reader/change-instants.js';
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
export { CANDIDATE } from './reader/subject-tables.js';
export { attributeTypes, currenciesInUse, resolveAccountKeys } from './reader/workspace-facts.js';
export { rebuildDirty as finishTimelines } from './timeline/rebuild-dirty.js';
