import type { Action, Explanation, StepId } from '@dunwell/language';
import type { CalendarDate, Instant } from '../calendar/types.js';
import type { JourneyCause } from './journey-event.js';
import type { BranchTaken } from './take-branch.js';

/** Where a journey stands: plain JSON, saved as it is. */
export interface JourneyState {
  startedAt: Instant;
  startedOn: CalendarDate;
  /** Local time 'HH:MM' of its daily look and of waits that end on a date: the schedule's, else the one of entry. */
  dailyAt: string;
  /** The event it was started by, whose fields it sees as long as it lasts; absent where none did. */
  event?: JourneyCause;
  /** The streak it belongs to, by which waits and undos know that it is over (S22); null without one. */
  streakId: string | null;
  step: StepId;
  /** The passes of the enclosing repeats, outermost first. */
  passes: Pass[];
  /** null: about to run the step, as right after entry. */
  waiting: Waiting | null;
  /** null while under way. */
  ended: JourneyEnd | null;
}

export interface Pass {
  repeat: StepId;
  /** From 1. */
  number: number;
  startedOn: CalendarDate;
}

/** What a journey waits for at its step, and when that ends by time alone (`until`). */
export type Waiting =
  | TimedWaiting
  /** The outcome of the step's delivery. */
  | { for: 'outcome' }
  /** An operator: the delivery failed for good and the step has no `onFailure` (S17). */
  | { for: 'operator' };

export type TimedWaiting =
  | { for: 'date'; on: CalendarDate; until: Instant }
  | { for: 'hours'; until: Instant }
  | { for: 'streakDay'; on: CalendarDate; until: Instant }
  /** null: no moment is allowed within a year. */
  | { for: 'sendWindow'; until: Instant | null }
  /** A condition; `until` is its timeout. */
  | { for: 'condition'; on: CalendarDate; until: Instant }
  | { for: 'nextPass'; on: CalendarDate; until: Instant };

/** How a journey ends; kinds below the line are decided outside `advance`, by `endJourney`. */
export type JourneyEnd =
  | { kind: 'completed' }
  | { kind: 'exit'; exit: string; label: string; explanation: Explanation }
  | { kind: 'exitStep'; step: StepId; reason: string }
  /** A wait for a streak day whose streak is over. */
  | { kind: 'streakEnded'; step: StepId }
  // ---
  /** S14: the account is excluded, the step was held back too long, a newer journey took its place. */
  | { kind: 'excluded' | 'expired' | 'superseded'; step: StepId }
  /** S16: archived with those inside ended, ended at a publish, or by an operator. */
  | { kind: 'stopped'; by: 'archive' | 'publish' | 'operator' };

/** What was decided at a step, in order; `occurrence` are the pass numbers of its enclosing repeats, "2.1" (S15). */
export type Decision =
  | ({ kind: 'branched'; occurrence: string } & BranchTaken)
  | ActDecision
  | { kind: 'waits'; step: StepId; occurrence: string; waiting: TimedWaiting }
  | { kind: 'waitOver'; step: StepId; occurrence: string }
  /** A waitFor: met, or timed out. */
  | { kind: 'met' | 'timedOut'; step: StepId; occurrence: string; explanation: Explanation }
  | { kind: 'passStarted'; step: StepId; occurrence: string; pass: number }
  | { kind: 'needsAttention'; step: StepId; occurrence: string }
  | { kind: 'ended'; end: JourneyEnd };

/** An effect to be had: becomes a delivery under `deliveryKey`. */
export interface ActDecision {
  kind: 'act';
  step: StepId;
  occurrence: string;
  action: Action;
  /** Taken back when the journey's streak ends (S22). */
  undoWhenCured: boolean;
}

/** What became of the delivery a journey waits for: `skipped` by an operator or because it was done already. */
export interface Outcome {
  step: StepId;
  occurrence: string;
  result: 'done' | 'failed' | 'skipped';
}

/** The pass numbers of the enclosing repeats, outermost first: "2.1"; empty outside repeats (S15). */
export function occurrenceOf(passes: readonly Pass[]): string {
  return passes.map(({ number }) => number).join('.');
}

/** Ends a journey for a reason from outside its document (S14, S16); one that has ended stays as it is. */
export function endJourney(journey: JourneyState, end: JourneyEnd): JourneyState {
  return journey.ended === null ? { ...journey, waiting: null, ended: end } : journey;
}
