import type { Assignee } from '@dunwell/language';

/** Snoozed: open, but out of the queue until a date. */
export type TaskStatus = 'open' | 'snoozed' | 'done';

export const TASK_STATUSES: readonly TaskStatus[] = ['open', 'snoozed', 'done'];

/** By today's date in the account's zone. */
export type TaskDue = 'overdue' | 'today' | 'later';

/** How a contact went. */
export type TaskOutcome = 'reached' | 'promised' | 'noAnswer' | 'wrongContact' | 'paidMeanwhile' | 'other';

export const TASK_OUTCOMES: readonly TaskOutcome[] = [
  'reached',
  'promised',
  'noAnswer',
  'wrongContact',
  'paidMeanwhile',
  'other',
];

/** An entry of `GET /api/v1/tasks`, and the answer to every change of one. */
export interface Task {
  id: string;
  /** The key of the delivery that made it; null: a person did. */
  delivery: string | null;
  /** The account's key. */
  account: string;
  accountName: string | null;
  title: string;
  notes: string | null;
  dueOn: string;
  due: TaskDue;
  assignee: Assignee | null;
  status: TaskStatus;
  /** The date on which it comes back into the queue; null: it is not put off. */
  snoozedUntil: string | null;
  /** 0 to 100, from what stands in `standing`; the most urgent first. */
  priority: number;
  standing: TaskStanding;
  /** Why it is there. */
  origin: TaskOrigin;
  /** Of a task that is done, how it went. */
  outcome: TaskOutcome | null;
  outcomeNote: string | null;
  doneAt: string | null;
  doneBy: string | null;
  /** The task that was made to follow it. */
  followUp: string | null;
  /** The promise to pay that came of it, a hold. */
  promiseHold: string | null;
  createdAt: string;
}

/** How things stand with the account now: what its priority is made of. */
export interface TaskStanding {
  currency: string;
  /** Minor units. */
  overdue: number;
  /** Which day of the streak today is (S4); null: nothing is overdue. */
  streakDays: number | null;
  promise: 'none' | 'open' | 'kept' | 'broken';
  brokenPromises: number;
  /** Contacts since the streak began that reached nobody. */
  failedContacts: number;
}

export type TaskOrigin =
  | {
      kind: 'automation';
      automationId: string;
      automation: string;
      step: string;
      stepLabel: string;
      journeyId: string;
    }
  /** `follows`: the task it is the next step of. */
  | { kind: 'person'; by: string; follows: string | null };

/** What a list of tasks is sorted by: the most urgent, the earliest due, or the newest first. */
export type TaskSort = 'priority' | 'due' | 'newest';

/** `GET /api/v1/tasks`: what is absent does not narrow; by priority unless told otherwise. */
export interface TaskFilter {
  /** The account's key. */
  account?: string;
  status?: TaskStatus;
  /** `nobody`: not assigned. */
  assigneeKind?: Assignee['kind'] | 'nobody';
  /** A person's address or a queue's name, beside its kind. */
  assignee?: string;
  due?: TaskDue;
  sort?: TaskSort;
}

/** `GET /api/v1/tasks/counts`: how many entries the list has under each filter. */
export interface TaskCounts {
  /** Of those open. */
  due: Record<TaskDue, number>;
  /** Open and assigned to nobody. */
  unassigned: number;
  snoozed: number;
}

/** `POST /api/v1/tasks`. */
export interface CreateTaskRequest {
  account: string;
  title: string;
  notes?: string;
  dueOn: string;
  assignee?: Assignee;
}

/** `PATCH /api/v1/tasks/{id}`: what is absent stays. */
export interface ChangeTaskRequest {
  title?: string;
  notes?: string | null;
  dueOn?: string;
  /** null: nobody. */
  assignee?: Assignee | null;
  /** A date to come, on which it is in the queue again; null: now. */
  snoozedUntil?: string | null;
}

/** `POST /api/v1/tasks/{id}/complete`. */
export interface CompleteTaskRequest {
  outcome: TaskOutcome;
  note?: string;
  /** Nothing when absent. */
  next?: NextStep;
}

export type NextStep =
  /** Another task about the same account; title and assignee stay when absent. */
  | { kind: 'task'; dueOn: string; title?: string; assignee?: Assignee }
  /** A promise to pay: the last date, and how much; all that is overdue when absent. */
  | { kind: 'promise'; until: string; amount?: number; note?: string };
