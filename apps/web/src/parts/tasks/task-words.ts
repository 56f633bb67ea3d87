import type { Assignee } from '@dunwell/language';
import type { TaskDue, TaskOutcome, TaskStanding } from '@dunwell/contract';
import { days } from '../../format/dates.js';
import { formatMoney } from '../../format/money.js';

export const DUE: Readonly<Record<TaskDue, string>> = { overdue: 'Overdue', today: 'Today', later: 'Later' };

/** How a contact went, as one says it. */
export const OUTCOMES: Readonly<Record<TaskOutcome, string>> = {
  reached: 'Reached them',
  promised: 'They promised to pay',
  noAnswer: 'No answer',
  wrongContact: 'Wrong number or address',
  paidMeanwhile: 'Paid meanwhile',
  other: 'Something else',
};

/** Who does it. */
export function assigneeWords(assignee: Assignee | null): string {
  if (assignee === null) return 'Nobody';
  switch (assignee.kind) {
    case 'person':
      return assignee.email;
    case 'accountOwner':
      return 'Owner of the account';
    case 'queue':
      return assignee.name;
  }
}

/** `€642.00 overdue, day 52, broke 2 promises`: what makes a task urgent. */
export function standingWords(standing: TaskStanding): string {
  const { overdue, currency, streakDays, promise, brokenPromises, failedContacts } = standing;
  return [
    overdue > 0 ? `${formatMoney(overdue, currency)} overdue` : 'Nothing overdue any more',
    streakDays === null ? null : `${days(streakDays)} in a row`,
    promise === 'open' ? 'has promised to pay' : null,
    brokenPromises > 0 ? `broke ${brokenPromises} ${brokenPromises === 1 ? 'promise' : 'promises'}` : null,
    failedContacts > 0
      ? `${failedContacts} ${failedContacts === 1 ? 'contact' : 'contacts'} reached nobody`
      : null,
  ]
    .filter((words) => words !== null)
    .join(', ');
}

/** What shows tasks: queries whose key begins with one of these words are read again after a change of one. */
export const TASK_TOUCHES = ['tasks', 'account', 'accounts', 'holds', 'overview', 'counts'] as const;
