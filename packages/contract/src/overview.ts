import type { ActionKind } from '@dunwell/language';
import type { AutomationStatus } from './automations.js';
import type { MissedBecause } from './missed.js';
import type { AmountFigure, CountFigure, ListLink } from './list-links.js';
import type { Money } from './money.js';

/**
 * `GET /api/v1/overview`: as of business now. Lists per currency are in the order of the currencies' codes; nothing is
 * added up across currencies.
 */
export interface Overview {
  asOf: string;
  /** The workspace's date and zone. */
  today: string;
  timeZone: string;
  /** Those that accounts have. */
  currencies: string[];
  /** Overdue balances of the accounts past due. */
  overdue: AmountFigure[];
  /** Outstanding balances. */
  outstanding: AmountFigure[];
  pastDue: PastDueFigures;
  ageing: Ageing[];
  trend: OverdueTrend;
  movements: PastDueMovements;
  automations: AutomationToday[];
  afterContact: AfterContact;
  attention: OverviewAttention[];
}

export interface PastDueFigures {
  accounts: CountFigure;
  /** Accounts whose streak opened, or ended, on the workspace's date, each by its own calendar. */
  enteredToday: CountFigure;
  leftToday: CountFigure;
}

/** The buckets of the ageing: days past due, both included; `to: null` has no end. */
export const AGEING_BUCKETS = [
  { from: 1, to: 7 },
  { from: 8, to: 14 },
  { from: 15, to: 30 },
  { from: 31, to: 60 },
  { from: 61, to: 90 },
  { from: 91, to: null },
] as const;

/**
 * What remains of past due invoices by days past due. Unapplied money lowers balances, never an invoice (S3), so the
 * buckets add up to more than the overdue balances by exactly `lessUnapplied`: sum of buckets - lessUnapplied = overdue.
 */
export interface Ageing {
  currency: string;
  buckets: AgeingBucket[];
  /** Unapplied money of these accounts, of each at most what remains of its past due invoices. */
  lessUnapplied: number;
  overdue: number;
}

export interface AgeingBucket {
  from: number;
  /** null: without end. */
  to: number | null;
  /** What remains, in minor units. */
  amount: number;
  invoices: number;
  accounts: number;
  list: ListLink;
}

/** Overdue balances day by day, at the end of each of the workspace's dates; the last point is business now. */
export interface OverdueTrend {
  /** A year of dates, the last one today. */
  from: string;
  to: string;
  /** One amount per date, in minor units. */
  series: { currency: string; amounts: number[] }[];
}

/** How many accounts became past due and how many ceased to be, by dates of their own calendars. */
export interface PastDueMovements {
  /** 30 dates, the last one the workspace's today. */
  days: { date: string; entered: CountFigure; left: CountFigure }[];
  entered: number;
  left: number;
}

/** One automation that is or was live: what it did on the workspace's date, and what is at stake. */
export interface AutomationToday {
  id: string;
  name: string;
  status: AutomationStatus;
  /** Effects that were had today. */
  done: (CountFigure & { kind: ActionKind })[];
  /** Effects that something keeps waiting now (S14). */
  heldBack: CountFigure;
  /** Journeys under way. */
  underWay: CountFigure;
  /** Overdue balances of the accounts with a journey under way. */
  atStake: AmountFigure[];
  /** Its latest evaluation over all zones; null before the first. */
  lastRun: LastRun | null;
}

export interface LastRun {
  date: string;
  /** When the last of its zones was finished; null: one still runs. */
  finishedAt: string | null;
  lookedAt: number;
  entered: number;
  durationMs: number;
}

/**
 * Money that came after a contact, not because of it: payments of accounts that were sent a message on one of the last
 * `days` dates, made after such a message and at most `within` dates later. Reversed ones have not come.
 */
export interface AfterContact {
  days: number;
  within: number;
  contacted: CountFigure;
  paid: CountFigure;
  /** `amount`: the payments. */
  amounts: AmountFigure[];
}

/** Something an operator should look at, the most pressing kinds first; kinds with nothing are left out. */
export type OverviewAttention = AttentionCommon &
  (
    | { kind: 'uncertain'; examples: AttentionExample[] }
    /** `code` as in `Delivery.problemCode`, such as noEmailAddress. */
    | { kind: 'needsAttention'; code: string; examples: AttentionExample[] }
    | { kind: 'missed'; because: MissedBecause; examples: AttentionExample[] }
    | { kind: 'brokenPromise'; examples: AttentionPromise[] }
    | { kind: 'evaluationErrors'; automations: { id: string; name: string; date: string; problem: string }[] }
  );

export interface AttentionCommon {
  count: number;
  /** Overdue balances of the accounts concerned. */
  overdue: Money[];
  /** null: the list is that of the automation's evaluations. */
  list: ListLink | null;
}

export interface AttentionExample {
  /** The account's key. */
  account: string;
  name: string | null;
  automation: string;
  /** What the step is called; null where it has no label, or no step was reached. */
  step: string | null;
  at: string;
}

export interface AttentionPromise {
  /** The account's key. */
  account: string;
  name: string | null;
  /** Minor units; null: everything overdue. */
  promised: Money | null;
  /** The last date it covered; a promise without one is never broken. */
  until: string | null;
}
