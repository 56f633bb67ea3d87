import type { StepId } from '@dunwell/language';
import type { SubjectReference } from './automations.js';
import type { RenderedMessage, TrialSource, WhatIf } from './trials.js';

/**
 * `POST /api/v1/diaries`: what one account would live through from a date on, day by day, without any effect (S19).
 * `from` is the first date evaluated, with nobody under way; every later date is evaluated too. An account nobody knows
 * refuses it: 422.
 */
export type DiaryRequest = TrialSource & {
  /** Its key. */
  account: string;
  /** The first business date, in the account's zone. */
  from: string;
  /** How many dates, 1 to 366. */
  days: number;
  whatIf?: WhatIf;
};

export interface DiaryResult {
  account: string;
  currency: string;
  from: string;
  to: string;
  /** What was tried, in words. */
  sentence: string;
  /**
   * Those who would have entered on the date before too: an automation published only then leaves them alone, as its
   * backlog, unless it is told to include them (S12). Here they enter.
   */
  backlog: SubjectReference[];
  /** One per date, in order. */
  days: DiaryDay[];
}

export interface DiaryDay {
  date: string;
  /** Which day of the streak it is; null: nothing was overdue on it. */
  streakDay: number | null;
  /** What is overdue when the date ends; minor units. */
  overdue: number;
  /** In order of time. */
  entries: DiaryEntry[];
}

/** Something that happens on a date. */
export interface DiaryEntry {
  at: string;
  /** The local time, HH:MM. */
  time: string;
  kind: DiaryKind;
  /** Whom it is about; null: the account's money or holds. */
  subject: SubjectReference | null;
  /** Which journey, counted from 1 in the order of entry; null: none. */
  journey: number | null;
  step: StepId | null;
  /** Pass numbers of the enclosing repeats, e.g. `2.1`; null outside of any. */
  occurrence: string | null;
  words: string;
  /** What is sent, where something is. */
  message: RenderedMessage | null;
}

/**
 * The overdue balance moves; a hold begins or is over; the evaluation lets somebody in, or nobody; a journey takes an
 * arm; an action comes to what it comes to; it is held back, it waits or goes on; it ends; an effect is taken back.
 */
export type DiaryKind =
  | 'balance'
  | 'hold'
  | 'enters'
  | 'staysOut'
  | 'branch'
  | 'done'
  | 'alreadyDone'
  | 'lacks'
  | 'heldBack'
  | 'waits'
  | 'goesOn'
  | 'ends'
  | 'takenBack';
