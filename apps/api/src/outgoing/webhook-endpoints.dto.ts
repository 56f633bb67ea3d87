import {
  OUTGOING_EVENTS,
  type OutgoingEvent,
  type WebhookAttempt,
  type WebhookCall,
  type WebhookCallStatus,
  type WebhookCallWithAttempts,
  type WebhookEndpoint,
  type WebhookEndpointChange,
  type WebhookEndpointInput,
} from '@dunwell/contract';
import {
  Flag,
  IdField,
  InstantField,
  ListOf,
  Nested,
  OneOf,
  Text,
  WholeNumber,
} from '../platform/http/fields.js';
import { SomeOf } from '../platform/http/list-fields.js';
import { PageQuery } from '../platform/http/page.js';

const URL_FIELD = {
  description: 'The web address that is called.',
  pattern: /^https?:\/\/[^\s/]/,
  words: 'a web address that begins with https:// or http://',
  maxLength: 2000,
};
const DESCRIPTION_FIELD = { description: 'What it is for.', nullable: true, maxLength: 200 };
const EVENTS_FIELD = { description: 'What it is told of.', values: OUTGOING_EVENTS };
const STATUSES = ['due', 'done', 'failed'] as const;

export class AddEndpointBody implements WebhookEndpointInput {
  @Text(URL_FIELD)
  url: string;

  @Text({ ...DESCRIPTION_FIELD, optional: true })
  description?: string | null;

  @SomeOf(EVENTS_FIELD)
  events: OutgoingEvent[];

  @Flag({ description: 'Whether it is called; true when absent.', optional: true })
  enabled?: boolean;
}

export class ChangeEndpointBody implements WebhookEndpointChange {
  @Text({ ...URL_FIELD, optional: true })
  url?: string;

  @Text({ ...DESCRIPTION_FIELD, optional: true })
  description?: string | null;

  @SomeOf({ ...EVENTS_FIELD, optional: true })
  events?: OutgoingEvent[];

  @Flag({
    description: 'Switched on, what waits is sent; what happens while it is off is not recorded for it.',
    optional: true,
  })
  enabled?: boolean;
}

export class EndpointAnswer implements WebhookEndpoint {
  @IdField({ description: 'The endpoint.' })
  id: string;

  @Text({ description: URL_FIELD.description })
  url: string;

  @Text(DESCRIPTION_FIELD)
  description: string | null;

  @SomeOf(EVENTS_FIELD)
  events: OutgoingEvent[];

  @Flag({ description: 'Whether it is called.' })
  enabled: boolean;

  @Text({ description: 'Why it was switched off by itself, in words.', nullable: true })
  disabledBecause: string | null;

  @InstantField({ description: 'Since when every call has failed.', nullable: true })
  failingSince: string | null;

  @InstantField({ description: 'When it was added.' })
  createdAt: string;
}

export class CallsQuery extends PageQuery {
  @OneOf({ description: 'Only calls in this status.', values: STATUSES, optional: true })
  status?: WebhookCallStatus;
}

export class AttemptAnswer implements WebhookAttempt {
  @WholeNumber({ description: 'Its number.' })
  attempt: number;

  @InstantField({ description: 'When it was made, in business time.' })
  at: string;

  @OneOf({ description: 'How it went.', values: ['done', 'failed'] })
  outcome: 'done' | 'failed';

  @WholeNumber({ description: 'The HTTP status; null: there was no answer.', nullable: true })
  status: number | null;

  @WholeNumber({ description: 'Milliseconds to the end of the answer.' })
  durationMs: number;

  @Text({ description: 'The beginning of the answer, or what went wrong.', minLength: 0 })
  detail: string;
}

export class CallAnswer implements WebhookCall {
  @IdField({ description: 'The call.' })
  id: string;

  @OneOf({ description: 'What it tells of.', values: [...OUTGOING_EVENTS, 'test'] })
  event: OutgoingEvent | 'test';

  @OneOf({
    description: '`due`: waits for an attempt; `failed`: is not tried again by itself.',
    values: STATUSES,
  })
  status: WebhookCallStatus;

  @WholeNumber({ description: 'Attempts begun so far.' })
  attempts: number;

  @InstantField({ description: 'When it happened, in business time.' })
  createdAt: string;

  @InstantField({ description: 'When it is tried next.', nullable: true })
  nextAttemptAt: string | null;

  @Nested(() => AttemptAnswer, { description: 'The last attempt.', nullable: true })
  lastAttempt: AttemptAnswer | null;
}

export class CallWithAttemptsAnswer extends CallAnswer implements WebhookCallWithAttempts {
  @Text({ description: '`webhook-id` of every attempt.' })
  messageId: string;

  @Text({ description: 'The JSON as it is sent.' })
  body: string;

  @ListOf(() => AttemptAnswer, { description: 'Every attempt, the first one first.' })
  history: AttemptAnswer[];
}
