import {
  TASK_OUTCOMES,
  TASK_STATUSES,
  type Task,
  type TaskCounts,
  type TaskDue,
  type TaskFilter,
  type TaskOutcome,
  type TaskSort,
  type TaskStanding,
  type TaskStatus,
} from '@dunwell/contract';
import type { Assignee } from '@dunwell/language';
import {
  CalendarDateField,
  IdField,
  InstantField,
  JsonObject,
  MinorUnits,
  Nested,
  OneOf,
  Text,
  WholeNumber,
} from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.js';

const optional = true;
const nullable = true;
const DUE: readonly TaskDue[] = ['overdue', 'today', 'later'];
const SORTS: readonly TaskSort[] = ['priority', 'due', 'newest'];
const ASSIGNEES: readonly Assignee['kind'][] = ['person', 'accountOwner', 'queue'];

export class TasksQuery extends PageQuery implements TaskFilter {
  @Text({ description: 'Only tasks about the account with this key.', optional, maxLength: 200 })
  account?: string;
  @OneOf({ description: 'Only tasks that stand so.', optional, values: TASK_STATUSES }) status?: TaskStatus;
  @OneOf({ description: 'Only those assigned so.', optional, values: [...ASSIGNEES, 'nobody'] })
  assigneeKind?: TaskFilter['assigneeKind'];
  @Text({ description: "A person's address or a queue's name.", optional, maxLength: 254 }) assignee?: string;
  @OneOf({ description: 'Only open tasks that are due then.', optional, values: DUE }) due?: TaskDue;
  @OneOf({ description: 'The most urgent, the earliest due or the newest first.', optional, values: SORTS })
  sort?: TaskSort;
}

export class AssigneeBody {
  @OneOf({ description: 'Who.', values: ASSIGNEES }) kind: Assignee['kind'];
  @Text({ description: 'Of a person.', optional, maxLength: 254 }) email?: string;
  @Text({ description: 'Of a queue.', optional, maxLength: 100 }) name?: string;
}

export class CreateTaskBody {
  @Text({ description: "The account's key.", maxLength: 200 }) account: string;
  @Text({ description: 'What is to be done.' }) title: string;
  @Text({ description: 'More about it.', optional, maxLength: 5000 }) notes?: string;
  @CalendarDateField({ description: 'By when.' }) dueOn: string;
  @Nested(() => AssigneeBody, { description: 'Who does it; nobody when absent.', optional })
  assignee?: AssigneeBody;
}

export class ChangeTaskBody {
  @Text({ description: 'What is to be done.', optional }) title?: string;
  @Text({ description: 'More about it.', optional, nullable, maxLength: 5000 }) notes?: string | null;
  @CalendarDateField({ description: 'By when.', optional }) dueOn?: string;
  @Nested(() => AssigneeBody, { description: 'Who does it; null: nobody.', optional, nullable })
  assignee?: AssigneeBody | null;
  @CalendarDateField({
    description: 'A date to come, on which it is in the queue again; null: now.',
    optional,
    nullable,
  })
  snoozedUntil?: string | null;
}

export class NextStepBody {
  @OneOf({ description: 'Another task, or a promise to pay.', values: ['task', 'promise'] })
  kind: 'task' | 'promise';
  @CalendarDateField({ description: 'Of the task: by when.', optional }) dueOn?: string;
  @Text({ description: 'Of the task: the same when absent.', optional }) title?: string;
  @Nested(() => AssigneeBody, { description: 'Of the task: the same when absent.', optional })
  assignee?: AssigneeBody;
  @CalendarDateField({ description: 'Of the promise: its last date.', optional }) until?: string;
  @MinorUnits({
    description: 'Of the promise: how much; all that is overdue when absent.',
    optional,
    min: 1,
  })
  amount?: number;
  @Text({ description: 'Of the promise, for people.', optional, maxLength: 2000 }) note?: string;
}

export class CompleteTaskBody {
  @OneOf({ description: 'How it went.', values: TASK_OUTCOMES }) outcome: TaskOutcome;
  @Text({ description: 'More about it.', optional, maxLength: 2000 }) note?: string;
  @Nested(() => NextStepBody, { description: 'What follows; nothing when absent.', optional })
  next?: NextStepBody;
}

class TaskStandingAnswer implements TaskStanding {
  @Text({ description: 'What amounts are in.' }) currency: string;
  @MinorUnits({ description: 'What is past due now.' }) overdue: number;
  @WholeNumber({ description: 'Which day of the streak today is (S4).', nullable }) streakDays: number | null;
  @OneOf({ description: 'The last promise to pay.', values: ['none', 'open', 'kept', 'broken'] })
  promise: TaskStanding['promise'];
  @WholeNumber({ description: 'Promises that were broken.' }) brokenPromises: number;
  @WholeNumber({ description: 'Contacts in this streak that reached nobody.' }) failedContacts: number;
}

export class TaskAnswer implements Task {
  @IdField({ description: 'The task.' }) id: string;
  @Text({ description: 'The key of the delivery that made it (S15); null: a person did.', nullable })
  delivery: string | null;
  @Text({ description: "The account's key." }) account: string;
  @Text({ description: 'Its name.', nullable }) accountName: string | null;
  @Text({ description: 'What is to be done.' }) title: string;
  @Text({ description: 'More about it.', nullable }) notes: string | null;
  @CalendarDateField({ description: 'By when.' }) dueOn: string;
  @OneOf({ description: "The same, seen from the account's date.", values: DUE }) due: TaskDue;
  @JsonObject({
    description: 'Who does it: a person, the owner of the account, a queue; null: nobody is named.',
    nullable,
  })
  assignee: Task['assignee'];
  @OneOf({ description: 'Where it stands.', values: TASK_STATUSES }) status: TaskStatus;
  @CalendarDateField({ description: 'When it is in the queue again.', nullable }) snoozedUntil: string | null;
  @WholeNumber({ description: '0 to 100; the most urgent first.', min: 0, max: 100 }) priority: number;
  @Nested(() => TaskStandingAnswer, { description: 'What its priority is made of.' })
  standing: TaskStandingAnswer;
  @JsonObject({ description: 'Why it is there: an automation with its step, or a person.' })
  origin: Task['origin'];
  @OneOf({ description: 'How it went.', nullable, values: TASK_OUTCOMES }) outcome: TaskOutcome | null;
  @Text({ description: 'More about it.', nullable }) outcomeNote: string | null;
  @InstantField({ description: 'When it was done.', nullable }) doneAt: string | null;
  @Text({ description: 'Who did it.', nullable }) doneBy: string | null;
  @IdField({ description: 'The task made to follow it.', nullable }) followUp: string | null;
  @IdField({ description: 'The promise to pay that came of it.', nullable }) promiseHold: string | null;
  @InstantField({ description: 'When it was made, in business time.' }) createdAt: string;
}

class DueCounts implements Record<TaskDue, number> {
  @WholeNumber({ description: 'Due before today.' }) overdue: number;
  @WholeNumber({ description: 'Due today.' }) today: number;
  @WholeNumber({ description: 'Due later.' }) later: number;
}

export class TaskCountsAnswer implements TaskCounts {
  @Nested(() => DueCounts, { description: 'Open tasks.' }) due: DueCounts;
  @WholeNumber({ description: 'Open and assigned to nobody.' }) unassigned: number;
  @WholeNumber({ description: 'Put off.' }) snoozed: number;
}
