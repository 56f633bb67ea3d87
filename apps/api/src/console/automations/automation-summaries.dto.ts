import type {
  AutomationStatus,
  AutomationSummary,
  AutomationSummaryFilter,
  ScheduledRun,
  SentenceToken,
} from '@dunwell/contract';
import { AutomationAnswer } from '../../automations/automations.dto.js';
import {
  CalendarDateField,
  Flag,
  InstantField,
  ListOf,
  Nested,
  OneOf,
  Text,
  WholeNumber,
} from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.js';

const nullable = true;
const STATUSES: readonly AutomationStatus[] = ['draft', 'live', 'paused', 'archived'];

export class AutomationSummariesQuery extends PageQuery implements AutomationSummaryFilter {
  @OneOf({ description: 'Only automations that stand so.', optional: true, values: STATUSES })
  status?: AutomationStatus;
}

class TokenAnswer implements SentenceToken {
  @Text({ description: 'As it stands in the sentence.' }) text: string;
  @OneOf({
    description: 'What it stands for.',
    values: ['text', 'trigger', 'condition', 'action', 'wait', 'repeat', 'exit'],
  })
  kind: SentenceToken['kind'];
  @Text({ description: 'The step it belongs to.', nullable }) step: string | null;
  @Text({ description: 'Where in the document; null: joining words.', nullable }) path: string | null;
  @Text({ description: 'Of an action, its kind.', nullable }) action: SentenceToken['action'];
}

class ScheduledRunAnswer implements ScheduledRun {
  @Text({ description: 'The zone.' }) timeZone: string;
  @CalendarDateField({ description: 'The business date.' }) date: string;
  @InstantField({ description: 'When it runs.' }) at: string;
}

class LastRunAnswer {
  @CalendarDateField({ description: 'The business date.' }) date: string;
  @Flag({ description: 'In every zone.' }) finished: boolean;
}

class EnteredAnswer {
  @CalendarDateField({ description: 'The date they matched on.' }) date: string;
  @WholeNumber({ description: 'How many.' }) entered: number;
}

class PausedAnswer {
  @InstantField({ description: 'Since when.' }) since: string;
  @Text({ description: 'By whom; null: it was not kept.', nullable }) by: string | null;
}

export class AutomationSummaryAnswer extends AutomationAnswer implements AutomationSummary {
  @OneOf({
    description:
      'What sentence and figures are about: the live version, or the draft before the first publish.',
    values: ['live', 'draft'],
  })
  describes: AutomationSummary['describes'];
  @OneOf({
    description: 'What one journey is about.',
    values: ['account', 'invoice', 'subscription', 'paymentMethod'],
  })
  subject: AutomationSummary['subject'];
  @Text({ description: 'What it does, in one sentence.' }) sentence: string;
  @ListOf(() => TokenAnswer, { description: 'The same in pieces.' }) tokens: TokenAnswer[];
  @WholeNumber({ description: 'What keeps the draft from being published: errors.' }) problems: number;
  @ListOf(() => ScheduledRunAnswer, { description: 'Of each zone in use, the earliest first.' })
  nextRuns: ScheduledRunAnswer[];
  @Nested(() => LastRunAnswer, { description: 'The last date that was evaluated.', nullable })
  lastRun: LastRunAnswer | null;
  @WholeNumber({ description: 'Journeys that have not ended.' }) underWay: number;
  @WholeNumber({ description: 'Matches that were missed.' }) missed: number;
  @WholeNumber({ description: 'Deliveries that need attention or are uncertain.' }) needsAttention: number;
  @ListOf(() => EnteredAnswer, { description: 'Of the last 30 dates of the workspace, today included.' })
  enteredByDate: EnteredAnswer[];
  @WholeNumber({ description: 'Their sum.' }) entered: number;
  @Nested(() => PausedAnswer, { description: 'null: it is not paused.', nullable })
  paused: PausedAnswer | null;
}
