import type { ConditionInWords } from '@dunwell/language';
import type { Evaluation, HeldBackReason, SubjectReference } from './automations.js';
import type { MissedBecause } from './missed.js';
import type { Money } from './money.js';

/** What became of everybody who was looked at on a date; each figure is the sum of the zones. */
export interface EvaluationFunnel {
  lookedAt: number;
  /** Subjects the query let through to the engine. */
  candidates: number;
  /** Would enter and had not before. */
  matched: number;
  entered: number;
  /** Of the entered, with an outward step that waits, by reason (S14). */
  heldBack: Partial<Record<HeldBackReason, number>>;
  alreadyEntered: number;
  /** An exit held when they were acted on (S10). */
  endedBeforeActing: number;
  missed: number;
  errors: number;
  disagreements: number;
  /** Of all zones together, in milliseconds. */
  durationMs: number;
}

/** One business date of an automation; `GET /api/v1/automations/{id}/evaluation-days`, the newest first. */
export interface EvaluationDay {
  date: string;
  kind: Evaluation['kind'];
  /** Of a gap, its first date. */
  gapFrom: string | null;
  /** The versions that decided it. */
  versions: number[];
  /** `running`: in some zone it is not finished. */
  status: Evaluation['status'];
  zones: number;
  /** When its first zone's facts were read (S0), and its last zone's. */
  firstAt: string;
  lastAt: string;
  lastError: string | null;
  funnel: EvaluationFunnel;
}

/** `GET /api/v1/automations/{id}/evaluations/{date}`. */
export interface EvaluationDayWithZones extends EvaluationDay {
  /** One per zone. */
  evaluations: Evaluation[];
  /** What became of those who matched; entries of `…/matches` under each outcome. */
  outcomes: Record<MatchOutcome, number>;
}

/** What became of a subject that would enter. */
export type MatchOutcome =
  | 'pending'
  | 'entered'
  | 'alreadyEntered'
  | 'endedBeforeActing'
  /** Its account is left out by a hold (S14). */
  | 'excluded'
  /** Backlog (S12). */
  | 'skipped'
  | 'missed'
  | 'dismissed';

export const MATCH_OUTCOMES: readonly MatchOutcome[] = [
  'pending',
  'entered',
  'alreadyEntered',
  'endedBeforeActing',
  'excluded',
  'skipped',
  'missed',
  'dismissed',
];

/** An entry of `GET /api/v1/automations/{id}/evaluations/{date}/matches?outcome=`: who matched, and why. */
export interface EvaluatedMatch {
  subject: SubjectReference;
  accountName: string | null;
  timeZone: string;
  version: number;
  /** What the account owed past due at the instant of the evaluation. */
  overdue: Money;
  outcome: MatchOutcome;
  /** The outcome in words, with its reason. */
  words: string;
  missedBecause: MissedBecause | null;
  /** Found when facts came late (S10). */
  lateData: boolean;
  /** The journey it began. */
  journeyId: string | null;
  /** The cases taken before the first step that is not a branch (S11). */
  path: { id: string; label: string }[];
  /** Why it may enter: each condition with what it required and found; empty where everybody enters. */
  entry: ConditionInWords[];
  branches: ExplainedBranch[];
}

/** A branch on the way, with the cases that were looked at up to the one taken. */
export interface ExplainedBranch {
  step: string;
  label: string | null;
  /** The label of the case taken, or of `otherwise`. */
  taken: string;
  cases: { id: string; label: string; conditions: ConditionInWords[] }[];
}
