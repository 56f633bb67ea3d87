import type { ActionKind, HoldReason } from '@dunwell/language';
import type { HeldBackReason } from './automations.js';

/**
 * `GET /api/v1/accounts/{key}/ribbon?from=&to=`: the account date by date in its own calendar (S21), at most 800 dates;
 * absent, from a year before its today to 30 dates after. Dates after today are what will be if nothing changes.
 */
export interface AccountRibbon {
  account: string;
  currency: string;
  timeZone: string;
  /** Its business date. */
  today: string;
  from: string;
  to: string;
  /** One per date, in order. */
  days: RibbonDay[];
  /** Below the dates: what changed the overdue balance, and by what. */
  movements: RibbonMovement[];
  holds: RibbonHold[];
  /** Above the dates: what Dunwell did. */
  done: RibbonEffect[];
  /** Above the dates to come: what Dunwell will do if nothing changes. */
  planned: PlannedEffect[];
  /** Every live automation, by name. */
  automations: AutomationOutlook[];
  /** The balances behind the dates, for a chart: from each instant on. */
  balances: RibbonBalance[];
  /** The whole in a few words. */
  sentence: string;
}

export interface RibbonDay {
  date: string;
  /** Which day of the streak it is; null: nothing was overdue on it, at no instant (or a fee only, S3). */
  streakDay: number | null;
  /** What was overdue when the date ended, or is now; minor units. */
  overdue: number;
}

export interface RibbonBalance {
  from: string;
  outstanding: number;
  overdue: number;
}

/**
 * What a movement does to the streak: it opens one; it ends it; it lowers the balance and leaves something, so that the
 * count goes on; it raises it.
 */
export type MovementEffect = 'opens' | 'ends' | 'lowers' | 'raises';

/** One instant at which the overdue balance or the streak changed. */
export interface RibbonMovement {
  at: string;
  date: string;
  effect: MovementEffect;
  /** The overdue balance before and after; minor units. */
  before: number;
  after: number;
  /** Which day of the streak its date is; of one that ends, how many days it lasted. */
  streakDay: number | null;
  /** It lies ahead. */
  ifNothingChanges: boolean;
  /** Never empty. */
  causes: MovementCause[];
}

/**
 * What moved the overdue balance. `effect` is by how much, in minor units, before the rule that it is never below 0 (S3);
 * the effects of all causes add up.
 */
export type MovementCause = { effect: number } & (
  | { kind: 'invoicePastDue'; invoice: string; dueOn: string }
  /** It was voided, written off, taken back into draft, or is open again. */
  | { kind: 'invoiceStatus'; invoice: string; status: 'void' | 'uncollectible' | 'draft' | 'open' }
  /** A hold leaves it out of balances, or no longer does (S14). */
  | { kind: 'invoiceLeftOut' | 'invoiceBroughtBack'; invoice: string }
  | { kind: 'payment' | 'credit'; reference: string; amount: number; invoices: string[] }
  | { kind: 'refund' | 'chargeback'; reference: string; amount: number; invoices: string[] }
  /** Unapplied money was set against an invoice. */
  | { kind: 'moneyApplied'; reference: string; invoice: string }
);

export interface RibbonHold {
  id: string;
  /** The invoice's number; null: the whole account. */
  invoice: string | null;
  reason: HoldReason;
  leaveOut: boolean;
  from: string;
  /** The last date it covers; null: no end. */
  until: string | null;
}

export interface RibbonEffect {
  at: string;
  date: string;
  automationId: string;
  automation: string;
  journeyId: string;
  /** The key of the delivery. */
  delivery: string;
  kind: ActionKind;
  /** What the step is called. */
  step: string;
  /** accepted: a provider has taken the command, and tells its outcome later. */
  status: 'accepted' | 'done' | 'failed' | 'needsAttention' | 'uncertain';
}

export interface PlannedEffect {
  at: string;
  date: string;
  automationId: string;
  automation: string;
  /** null: of a journey that begins only then. */
  journeyId: string | null;
  kind: ActionKind;
  /** What the step is called. */
  step: string;
  /** What keeps it waiting until then (S14). */
  heldBack: HeldBackReason | null;
}

/** What one live automation means for the account. */
export interface AutomationOutlook {
  automationId: string;
  automation: string;
  /** A journey of it is under way. */
  underWay: boolean;
  /** Its last entry. */
  enteredOn: string | null;
  /** The next date on which it enters within the dates looked at; null: none, or it does not run on a schedule. */
  nextEntryOn: string | null;
  /** The next thing it will do. */
  next: PlannedEffect | null;
  /** Why its future cannot be told, in words. */
  problem: string | null;
}
