import type { Action, AutomationDocument, Explanation, StepId } from '@dunwell/language';
import type { SubscriptionStatus } from './billing.js';
import type { HeldBackReason, SubjectReference } from './automations.js';
import type { Money } from './money.js';
import type { ProblemDetails } from './problem-details.js';

/** What is tried: a document as it stands, or a published version (the live one when no number is named). */
export type TrialSource = { document: AutomationDocument } | { automationId: string; version?: number };

/**
 * `POST /api/v1/test-runs`: what would happen to these accounts, without any effect (S19). An account nobody
 * knows refuses it: 422.
 */
export type TestRunRequest = TrialSource & {
  /** Keys, 1 to 100. */
  accounts: string[];
  /** The business date the schedule is played on, in each account's zone. */
  asOf: string;
  whatIf?: WhatIf;
  /** Of a rule that starts on an event: what that event tells, the same for every account. */
  event?: TrialEvent;
};

/** An event as a test run assumes it; amounts in minor units of the account's currency. */
export interface TrialEvent {
  /** Fields that are absent are not set. */
  payload: Record<string, unknown>;
}

/** Facts that are assumed on top of the real ones. */
export interface WhatIf {
  payments?: WhatIfPayment[];
  /** Every subscription of the accounts has had this status since `asOf` began. */
  subscriptionStatus?: SubscriptionStatus;
}

export interface WhatIfPayment {
  account: string;
  /** Minor units of the account's currency. */
  amount: number;
  /** The invoice's number; unapplied when absent. */
  invoice?: string;
  /** Date or instant; the beginning of `asOf` when absent. */
  at?: string;
}

export interface TestRunResult {
  asOf: string;
  /** What was tried, in words. */
  sentence: string;
  /** In the order of the accounts asked for. */
  subjects: TestRunSubject[];
}

/** One subject's way through the document. */
export interface TestRunSubject {
  subject: SubjectReference;
  /** The instant of its evaluation (S0). */
  at: string;
  outcome: TestRunOutcome;
  /** The entry with every comparison's reason; null where everybody enters. */
  entry: Explanation | null;
  exits: ExplainedExit[];
  /** Ids of the cases taken before the first step that is not a branch (S11). */
  path: string[];
  trace: TraceStep[];
  /** How its journey ended; null where there was none, or it still waits a year after `asOf`. */
  end: JourneyEnd | null;
}

export type TestRunOutcome = 'entered' | 'entryFails' | 'noEffect' | 'exitHolds';

export interface ExplainedExit {
  id: string;
  label: string;
  explanation: Explanation;
}

/** A step as it was reached, in the order of time. */
export type TraceStep = TraceCommon &
  (
    | { kind: 'branch'; cases: ExplainedCase[]; /** null: otherwise. */ taken: string | null }
    | { kind: 'action'; action: Action; effect: TrialEffect }
    | { kind: 'wait'; /** null: an exit came first. */ resumedAt: string | null }
    | { kind: 'waitFor'; explanation: Explanation; ended: 'met' | 'timeout' | null; resumedAt: string | null }
    | { kind: 'repeat'; pass: number }
    | { kind: 'exit'; reason: string }
  );

export interface TraceCommon {
  step: StepId;
  label: string | null;
  /** Pass numbers of the enclosing repeats, e.g. `2.1`; null outside of any. */
  occurrence: string | null;
  at: string;
  /** The business date in the account's zone. */
  date: string;
}

/** Cases are looked at in order; those after the one taken were not. */
export interface ExplainedCase {
  id: string;
  label: string;
  explanation: Explanation;
}

/** What an action would have done. */
export type TrialEffect =
  | { kind: 'done'; preview: ActionPreview; /** S14: when it was due earlier. */ heldBack: HeldBackSpell[] }
  | { kind: 'alreadyDone'; preview: ActionPreview }
  | { kind: 'needsAttention'; reason: string }
  | { kind: 'heldBack'; reason: HeldBackReason };

export interface HeldBackSpell {
  reason: HeldBackReason;
  from: string;
  until: string;
}

/** The effect in words, and the message with every variable filled in where the action sends one. */
export interface ActionPreview {
  words: string;
  message: RenderedMessage | null;
}

export interface RenderedMessage {
  to: string[];
  subject: string;
  text: string;
  html: string;
}

/** `exit`: one of the document's exits, by its id; `exitStep`: an exit step. */
export interface JourneyEnd {
  reason: 'completed' | 'exit' | 'exitStep' | 'streakEnded' | 'excluded' | 'expired' | 'superseded';
  exitId: string | null;
  words: string;
  at: string;
}

/**
 * `POST /api/v1/backtests`: what would have happened on every date of a period, answered as NDJSON while it
 * is computed (S19). Problems of the document or the period come before the first line, as 422.
 */
export type BacktestRequest = TrialSource & {
  /** Business dates, both included, at most 1 100 days apart. */
  from: string;
  to: string;
};

/** Entries in order of date, then account, then subject; last either `totals` or `problem`. */
export type BacktestLine = BacktestEntry | BacktestTotals | { kind: 'problem'; problem: ProblemDetails };

export interface BacktestEntry {
  kind: 'entry';
  /** The business date on which it matched, as live journeys have it. */
  date: string;
  /** Where `maxEntriesPerRun` let it begin on a later date only: that date. */
  startedOn?: string;
  /** The account's key. */
  account: string;
  /** Absent in rules about accounts. */
  subject?: SubjectReference;
  path: string[];
  /** Ids of the action steps it reached, in order, waits played through. */
  actions: StepId[];
  /** What the account owed past due when it entered. */
  overdue: Money;
}

export interface BacktestTotals {
  kind: 'totals';
  from: string;
  to: string;
  entries: number;
  /** Different accounts among the entries. */
  accounts: number;
  /** Overdue balances at entry, each account counted at its first. */
  overdue: Money[];
  /** How often each action step was reached. */
  actions: Record<StepId, number>;
  /** How often each action step lacked what it needs and had no `onFailure` (S17). */
  needsAttention: Record<StepId, number>;
  /** Those that would have entered on the day before `from` (S19). */
  before: { subjects: number; overdue: Money[] };
}
