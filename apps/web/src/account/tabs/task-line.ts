import type { Task, TaskOutcome } from '@dunwell/contract';
import type { Assignee } from '@dunwell/language';
import { capital } from '../../format/spoken.js';

/** How a contact went, within a sentence. */
const OUTCOMES: Readonly<Record<TaskOutcome, string>> = {
  reached: 'reached',
  promised: 'promised to pay',
  noAnswer: 'no answer',
  wrongContact: 'wrong contact',
  paidMeanwhile: 'paid meanwhile',
  other: 'other outcome',
};

/** As much of a task as is told in a line. */
type Told = Pick<
  Task,
  'status' | 'dueOn' | 'snoozedUntil' | 'outcome' | 'outcomeNote' | 'doneBy' | 'assignee'
>;

/** Where a task stands: when it is due and whose it is, or how it went. */
export function taskWords(task: Told, day: (date: string) => string): string {
  const { status, dueOn, snoozedUntil, outcome, outcomeNote, doneBy, assignee } = task;
  const parts =
    status === 'done'
      ? [outcome && OUTCOMES[outcome], outcomeNote && `“${outcomeNote}”`, doneBy]
      : [snoozedUntil === null ? `due ${day(dueOn)}` : `again on ${day(snoozedUntil)}`, whoWords(assignee)];
  const words = parts.filter(Boolean).join(', ');
  return capital(words);
}

function whoWords(assignee: Assignee | null): string {
  if (assignee === null) return 'nobody’s yet';
  if (assignee.kind === 'accountOwner') return 'the owner of the account';
  return assignee.kind === 'person' ? assignee.email : `queue ${assignee.name}`;
}
