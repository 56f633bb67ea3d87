import {
  EVENT_OUTCOMES,
  type BusinessEvent,
  type BusinessEventWithReasons,
  type EventFilter,
  type EventMissedBecause,
  type EventOutcome,
  type EventOutcomeKind,
} from '@dunwell/contract';
import type { ConditionInWords, FactValue } from '@dunwell/language';
import { SubjectAnswer } from '../../platform/http/common-answers.dto.js';
import { IdField, JsonObject, ListOf, Nested, OneOf, Text, WholeNumber } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.js';
import { ConditionAnswer } from '../evaluation/days/days.dto.js';

const optional = true;
const nullable = true;

export class EventsQuery extends PageQuery implements EventFilter {
  @Text({ description: 'Only events of this name.', optional, maxLength: 100 }) name?: string;
  @Text({ description: 'Only events of this account, by its key.', optional }) account?: string;
  @IdField({ description: 'Only events that this automation looked at.', optional }) automationId?: string;
  @OneOf({ description: 'Only events that came to this.', optional, values: EVENT_OUTCOMES })
  outcome?: EventOutcomeKind;
}

export class EventOutcomeAnswer implements EventOutcome {
  @IdField({ description: 'The automation that looked at it.' }) automationId: string;
  @Text({ description: 'Its name.' }) automation: string;
  @WholeNumber({ description: 'The version that was live then; null: none was.', nullable })
  version: number | null;
  @Nested(() => SubjectAnswer, { description: 'What a journey would be about.' }) subject: SubjectAnswer;
  @OneOf({ description: 'What it came to.', values: EVENT_OUTCOMES }) outcome: EventOutcomeKind;
  @OneOf({ description: 'Why it was not acted on in time.', nullable, values: ['late', 'paused'] })
  missedBecause: EventMissedBecause | null;
  @Text({ description: 'The outcome in words, with its reason.' }) words: string;
  @IdField({ description: 'The journey it began.', nullable }) journeyId: string | null;
}

class ExplainedOutcomeAnswer extends EventOutcomeAnswer {
  @ListOf(() => ConditionAnswer, {
    description: 'The entry, condition by condition; empty where everybody enters or nothing was decided.',
  })
  entry: ConditionInWords[];
}

export class EventAnswer implements BusinessEvent {
  @IdField({ description: 'Its id.' }) id: string;
  @Text({ description: 'Its name: `payment.failed`, `custom.<name>`.' }) name: string;
  @Text({ description: "The account's key." }) account: string;
  @Text({ description: "The account's name.", nullable }) accountName: string | null;
  @ListOf(() => SubjectAnswer, { description: 'What it is about beside the account.' })
  subjects: SubjectAnswer[];
  @Text({ description: 'Its own instant, at which facts are read (S0).' }) at: string;
  @Text({ description: 'When it was published.' }) recordedAt: string;
  @JsonObject({ description: "What it tells; amounts in minor units of the account's currency." })
  payload: Record<string, FactValue>;
  @Text({ description: 'When it was looked up what it starts; null: not yet.', nullable })
  takenInAt: string | null;
  @ListOf(() => EventOutcomeAnswer, { description: 'What it came to in each automation that starts on it.' })
  outcomes: EventOutcomeAnswer[];
}

export class EventWithReasonsAnswer extends EventAnswer implements BusinessEventWithReasons {
  @ListOf(() => ExplainedOutcomeAnswer, { description: 'The same, with reasons.' })
  declare outcomes: ExplainedOutcomeAnswer[];
}
