import type { Task, TaskStatus } from '@dunwell/contract';
import {
  CalendarDateField,
  IdField,
  InstantField,
  JsonObject,
  OneOf,
  Text,
} from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.js';

const STATUSES: readonly TaskStatus[] = ['open', 'done'];

export class TasksQuery extends PageQuery {
  @Text({ description: 'Only tasks about the account with this key.', optional: true, maxLength: 200 })
  account?: string;

  @OneOf({ description: 'Only tasks that stand so.', optional: true, values: STATUSES })
  status?: TaskStatus;
}

export class TaskAnswer implements Task {
  @IdField({ description: 'The task.' })
  id: string;

  @Text({ description: 'The key of the delivery that made it (S15).' })
  delivery: string;

  @Text({ description: "The account's key." })
  account: string;

  @Text({ description: 'What is to be done.' })
  title: string;

  @Text({ description: 'More about it.', nullable: true })
  notes: string | null;

  @CalendarDateField({ description: 'By when.' })
  dueOn: string;

  @JsonObject({
    description: 'Who does it: a person, the owner of the account, a queue; null: nobody is named.',
    nullable: true,
  })
  assignee: Task['assignee'];

  @OneOf({ description: 'Where it stands.', values: STATUSES })
  status: TaskStatus;

  @InstantField({ description: 'When it was made, in business time.' })
  createdAt: string;
}
