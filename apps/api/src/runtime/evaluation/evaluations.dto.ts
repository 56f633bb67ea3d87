import type {
  AutomationVersion,
  Backlog,
  BacklogCount,
  EvaluateResult,
  Evaluation,
  HeldBackReason,
  PublishResult,
  Reach,
} from '@dunwell/contract';
import { AutomationAnswer } from '../../automations/automations.dto.js';
import { MoneyAnswer } from '../../platform/http/common-answers.dto.js';
import {
  CalendarDateField,
  Flag,
  IdField,
  InstantField,
  JsonObject,
  ListOf,
  Nested,
  OneOf,
  Text,
  WholeNumber,
} from '../../platform/http/fields.js';

const nullable = true;
const count = (description: string): PropertyDecorator => WholeNumber({ description });

export class EvaluateBody {
  @CalendarDateField({ description: 'The business date to evaluate, in every zone where it is due.' })
  date: string;
}

export class EvaluationAnswer implements Evaluation {
  @IdField({ description: 'The automation.' }) automationId: string;
  @count('The version that decided.') version: number;
  @OneOf({
    description: '`backlog`: the date before the first (S12); `gap`: stands for dates too old (S10).',
    values: ['scheduled', 'backlog', 'gap'],
  })
  kind: Evaluation['kind'];
  @CalendarDateField({ description: 'The business date.' }) date: string;
  @CalendarDateField({ description: 'Of a gap, its first date.', nullable }) gapFrom: string | null;
  @Text({ description: 'The zone.' }) timeZone: string;
  @InstantField({ description: 'The instant its facts were read at (S0).' }) at: string;
  @OneOf({ description: 'Whether it is through.', values: ['running', 'finished'] })
  status: Evaluation['status'];
  @count('Subjects of the zone on that date.') lookedAt: number;
  @count('Subjects the query let through to the engine.') candidates: number;
  @count('Would enter and had not before.') matched: number;
  @count('Had entered before.') alreadyEntered: number;
  @count('Journeys that began.') entered: number;
  @count('An exit held when they were acted on (S10).') endedBeforeActing: number;
  @JsonObject({ description: 'Of the entered, with an outward step that waits, by reason (S14).' })
  heldBack: Partial<Record<HeldBackReason, number>>;
  @count('Listed for an operator instead of acted on (S10).') missed: number;
  @count('Subjects whose facts could not be decided on.') errors: number;
  @count('Subjects on whom the query and the engine disagreed: nothing was done for them.')
  disagreements: number;
  @Text({ description: 'What went wrong last.', nullable }) lastError: string | null;
  @InstantField({ description: 'When it began.' }) startedAt: string;
  @WholeNumber({ description: 'In milliseconds; null while it runs.', nullable }) durationMs: number | null;
}

class EvaluatedAnswer extends EvaluationAnswer {
  @Flag({ description: 'This request changed nothing.' }) alreadyDone: boolean;
}

export class EvaluateAnswer implements EvaluateResult {
  @ListOf(() => EvaluatedAnswer, { description: 'One per zone.' }) evaluations: EvaluatedAnswer[];
}

class VersionAnswer implements AutomationVersion {
  @count('Its number.') version: number;
  @InstantField({ description: 'When it was published.' }) publishedAt: string;
  @Text({ description: 'Why.', nullable }) note: string | null;
}

class ReachAnswer implements Reach {
  @count('How many subjects.') subjects: number;
  @ListOf(() => MoneyAnswer, { description: 'What their accounts owe past due, by currency.' })
  overdue: MoneyAnswer[];
}

class BacklogAnswer extends ReachAnswer implements BacklogCount {
  @OneOf({ description: 'What becomes of them.', values: ['skip', 'include'] }) treatment: Backlog;
  @Nested(() => ReachAnswer, {
    description: 'Of rules without a backlog: what their first date reaches if nothing changes.',
    nullable,
  })
  firstDate: ReachAnswer | null;
}

export class PublishAnswer implements PublishResult {
  @Nested(() => AutomationAnswer, { description: 'As it stands now.' }) automation: AutomationAnswer;
  @Nested(() => VersionAnswer, { description: 'The version that decides from now on.' })
  version: VersionAnswer;
  @Nested(() => BacklogAnswer, { description: 'Who would have entered on the date before the first (S12).' })
  backlog: BacklogAnswer;
}
