import type { Action } from '../actions/action.js';
import type { Condition } from '../conditions/condition.js';
import type { EventName } from '../triggers/events.js';

/** Stable name of a step inside one document; labels may change, ids do not. */
export type StepId = string;

/** What one journey is about. */
export type Subject = 'account' | 'invoice' | 'subscription' | 'paymentMethod';

export type Trigger = ScheduleTrigger | { kind: 'event'; event: EventName } | { kind: 'manual' };

/** A schedule in the account's own zone (S21). */
export interface ScheduleTrigger {
  kind: 'schedule';
  every: 'day' | 'week' | 'month';
  /** Local time HH:MM. */
  at: string;
  /** 1 Monday to 7 Sunday; for `week`. */
  weekday?: number;
  /** 1 to 31, 31 meaning the last day; for `month`. */
  dayOfMonth?: number;
}

/** When a subject that entered before may enter again (S11). */
export type Reentry = { kind: 'oncePerStreak' | 'once' | 'everyMatch' } | { kind: 'afterDays'; days: number };

export interface Entry {
  /** null: everybody. */
  when: Condition | null;
  reentry: Reentry;
  /** How many days late a match may still be acted on (S10); 3 when absent. */
  actIfWithinDays?: number;
}

/** A reason to leave at once, at any step (S9, S13). */
export interface Exit {
  id: string;
  label: string;
  when: Condition;
}

/** Tightens the workspace's own limits (S14), never widens them. */
export interface Limits {
  /** Local times HH:MM and weekdays 1 (Monday) to 7 on which messages may leave. */
  sendWindow?: { from: string; to: string; weekdays: number[] };
  skipHolidays?: boolean;
  maxEntriesPerRun?: number;
}

/** One document says everything about an automation: a tree without coordinates. */
export interface AutomationDocument {
  schemaVersion: 1;
  name: string;
  /** Why this rule exists, in business words. */
  policyNote?: string;
  subject: Subject;
  trigger: Trigger;
  entry: Entry;
  exit: Exit[];
  limits?: Limits;
  first: StepId | null;
  steps: Record<StepId, Step>;
}

export type Step = ActionStep | WaitStep | WaitForStep | BranchStep | RepeatStep | ExitStep;
export type StepKind = Step['kind'];

export interface ActionStep {
  kind: 'action';
  label?: string;
  action: Action;
  /** Taken back when the streak ends (S22). */
  undo?: 'whenCured' | 'never';
  next: StepId | null;
  /** An arm for a permanent failure that rejoins at `next`. */
  onFailure?: StepId | null;
}

/** Exactly one of the four durations is given. */
export interface WaitStep {
  kind: 'wait';
  label?: string;
  days?: number;
  hours?: number;
  untilStreakDay?: number;
  untilSendWindow?: true;
  next: StepId | null;
}

export interface WaitForStep {
  kind: 'waitFor';
  label?: string;
  when: Condition;
  timeoutDays: number;
  onMet: StepId | null;
  onTimeout: StepId | null;
  next: StepId | null;
}

export interface BranchCase {
  id: string;
  label: string;
  when: Condition;
  first: StepId | null;
}

/** The first case that holds is taken; arms rejoin at `next`. */
export interface BranchStep {
  kind: 'branch';
  label?: string;
  cases: BranchCase[];
  otherwise: { label: string; first: StepId | null };
  next: StepId | null;
}

export interface RepeatStep {
  kind: 'repeat';
  label?: string;
  everyDays: number;
  atMost: number;
  first: StepId | null;
  next: StepId | null;
}

export interface ExitStep {
  kind: 'exit';
  reason: string;
}
