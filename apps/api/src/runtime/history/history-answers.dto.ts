import type {
  Delivery,
  DeliveryStatus,
  HeldBackReason,
  Journey,
  JourneyHistoryEvent,
  JourneyWaiting,
  JourneyWithHistory,
} from '@dunwell/contract';
import { SubjectAnswer } from '../../platform/http/common-answers.dto.js';
import {
  CalendarDateField,
  IdField,
  InstantField,
  JsonObject,
  ListOf,
  Nested,
  OneOf,
  Text,
  Texts,
  WholeNumber,
} from '../../platform/http/fields.js';
import { DELIVERY_STATUSES, JOURNEY_STATUSES } from './history.dto.js';

const nullable = true;
const OCCURRENCE = 'The pass numbers of the enclosing repeats, "2.1"; empty outside repeats.';

class CauseAnswer {
  @IdField({ description: 'The event.' }) id: string;
  @Text({ description: 'What happened, such as `payment.failed`.' }) name: string;
}

class WaitingAnswer implements JourneyWaiting {
  @Text({ description: 'The step at which it waits.' }) step: string;
  @Text({ description: OCCURRENCE }) occurrence: string;
  @OneOf({
    description: 'What for.',
    values: ['date', 'hours', 'streakDay', 'sendWindow', 'condition', 'nextPass', 'outcome', 'operator'],
  })
  for: JourneyWaiting['for'];
  @CalendarDateField({ description: 'The business date on which that ends, where it ends on one.', nullable })
  on: string | null;
  @InstantField({ description: 'When it ends by time alone.', nullable }) until: string | null;
}

export class JourneyAnswer implements Journey {
  @IdField({ description: 'The journey.' }) id: string;
  @IdField({ description: 'Its automation.' }) automationId: string;
  @WholeNumber({ description: 'The version it is on (S16).' }) version: number;
  @Nested(() => SubjectAnswer, { description: 'Whom or what it is about.' }) subject: SubjectAnswer;
  @CalendarDateField({ description: 'The business date it entered for.' }) date: string;
  @Texts({ description: 'The cases taken before its first step (S11).' }) path: string[];
  @OneOf({ description: 'How it stands.', values: JOURNEY_STATUSES }) status: Journey['status'];
  @Text({ description: 'Why it is over, where there is a reason.', nullable }) endedBecause: string | null;
  @InstantField({ description: 'When it began.' }) enteredAt: string;
  @InstantField({ description: 'When it ended.', nullable }) endedAt: string | null;
  @Nested(() => CauseAnswer, {
    description: 'What it was started by; null: a schedule, or a person.',
    nullable,
  })
  event: CauseAnswer | null;
  @Nested(() => WaitingAnswer, { description: 'What it waits for while it is under way.', nullable })
  waiting: WaitingAnswer | null;
}

class HistoryEventAnswer implements JourneyHistoryEvent {
  @InstantField({ description: 'As of when.' }) at: string;
  @Text({ description: 'What happened.' }) kind: string;
  @Text({ description: 'At which step.', nullable }) step: string | null;
  @Text({ description: OCCURRENCE, nullable }) occurrence: string | null;
  @JsonObject({ description: 'The reasons.' }) detail: unknown;
}

export class DeliveryAnswer implements Delivery {
  @Text({ description: 'Its idempotency key (S15).' }) key: string;
  @IdField({ description: 'Its journey.' }) journeyId: string;
  @IdField({ description: 'Its automation.' }) automationId: string;
  @Text({ description: 'The account’s key.' }) account: string;
  @Text({ description: 'The step that asked for it.' }) step: string;
  @Text({ description: OCCURRENCE }) occurrence: string;
  @Text({ description: 'The kind of action.' }) kind: string;
  @OneOf({ description: 'How it stands.', values: DELIVERY_STATUSES }) status: DeliveryStatus;
  @WholeNumber({ description: 'Attempts begun so far.' }) attempts: number;
  @OneOf({ description: 'Who carries out a command.', values: ['webhook', 'practice'], nullable })
  provider: Delivery['provider'];
  @InstantField({
    description: 'When it is tried next, or by when its outcome is due; null: when facts change, or never.',
    nullable,
  })
  dueAt: string | null;
  @Text({ description: 'What keeps it waiting (S14).', nullable }) heldBecause: HeldBackReason | null;
  @Text({ description: 'What went wrong, in words.', nullable }) problem: string | null;
  @Text({ description: 'The same as a code.', nullable }) problemCode: string | null;
  @InstantField({ description: 'When it was done or given up.', nullable }) finishedAt: string | null;
}

export class JourneyWithHistoryAnswer extends JourneyAnswer implements JourneyWithHistory {
  @JsonObject({ description: 'The entry as it was decided, with the branches on the way.' })
  explanation: unknown;
  @ListOf(() => HistoryEventAnswer, { description: 'What it lived through, in order.' })
  events: HistoryEventAnswer[];
  @ListOf(() => DeliveryAnswer, { description: 'What it asked for.' }) deliveries: DeliveryAnswer[];
}
