import type { ActionKind, StepId, Subject, TokenKind } from '@dunwell/language';
import type { Automation, AutomationStatus, Reach } from './automations.js';

/** A piece of an automation's sentence; one that stands for a step or a condition leads to where it was made from. */
export interface SentenceToken {
  text: string;
  kind: TokenKind;
  /** The step it belongs to. */
  step: StepId | null;
  /** Where in the document, e.g. `steps.friendly.action`; null: joining words. */
  path: string | null;
  /** Of an action, its kind: what its icon is chosen by. */
  action: ActionKind | null;
}

/** A date on which a schedule runs in one zone, and the instant of it. */
export interface ScheduledRun {
  timeZone: string;
  date: string;
  at: string;
}

/** An entry of `GET /api/v1/automation-summaries`, in order of creation. */
export interface AutomationSummary extends Automation {
  /** What the sentence and the figures are about: the live version, or the draft before the first publish. */
  describes: 'live' | 'draft';
  subject: Subject;
  sentence: string;
  tokens: SentenceToken[];
  /** What keeps the draft from being published: errors. */
  problems: number;
  /** Of a live one on a schedule: the next run of each zone in use, the earliest first. */
  nextRuns: ScheduledRun[];
  /** The last date that was evaluated; `finished`: in every zone. */
  lastRun: { date: string; finished: boolean } | null;
  /** Journeys that have not ended. */
  underWay: number;
  missed: number;
  /** Deliveries that need attention or are uncertain. */
  needsAttention: number;
  /** Entries by the date they matched on: the last 30 dates of the workspace, today included. */
  enteredByDate: { date: string; entered: number }[];
  /** Their sum. */
  entered: number;
  /** null: it is not paused. */
  paused: { since: string; by: string | null } | null;
}

export interface AutomationSummaryFilter {
  status?: AutomationStatus;
}

/** `GET /api/v1/automations/{id}/next-run`: whom the next runs reach if nothing changes until then. */
export interface NextRunReach {
  runs: (ScheduledRun & Reach)[];
  /** Of all zones together. */
  total: Reach;
}

/** `GET /api/v1/automations/{id}/steps`: what stands where, and what became of each step in the last 30 days. */
export interface StepFigures {
  /** Since when `done` and `failed` are counted. */
  since: string;
  /** Steps with anything to tell, of whatever version. */
  steps: StepFigure[];
}

export interface StepFigure {
  step: StepId;
  /** Journeys that stand at it. */
  waiting: number;
  /** Of these, held back (S14). */
  heldBack: number;
  /** Of these, for a person to decide: needs attention or uncertain. */
  needsAttention: number;
  done: number;
  /** Failed for good, so that the journey went by `onFailure`. */
  failed: number;
}
