import {
  MESSAGE_STATES,
  type HeldBackReason,
  type Message,
  type MessageAttempt,
  type MessageAudience,
  type MessageFilter,
  type MessageState,
  type MessageWithContent,
} from '@dunwell/contract';
import {
  Flag,
  IdField,
  InstantField,
  ListOf,
  OneOf,
  Text,
  Texts,
  WholeNumber,
} from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.js';

const optional = true;
const nullable = true;
const AUDIENCES: readonly MessageAudience[] = ['customer', 'team'];
const ATTEMPT_OUTCOMES = ['done', 'retry', 'refused', 'uncertain', 'released', 'underWay'];

export class MessagesQuery extends PageQuery implements MessageFilter {
  @Text({ description: 'Only messages about the account with this key.', optional, maxLength: 200 })
  account?: string;
  @OneOf({ description: 'Only those written for them.', optional, values: AUDIENCES })
  audience?: MessageAudience;
  @OneOf({ description: 'Only those that stand so.', optional, values: MESSAGE_STATES }) state?: MessageState;
  @IdField({ description: 'Only messages of this automation.', optional }) automationId?: string;
  @Text({ description: 'In the subject or an address, whatever its case.', optional, maxLength: 200 })
  search?: string;
}

export class MessageAnswer implements Message {
  @Text({ description: 'The key of the delivery it belongs to (S15).' }) delivery: string;
  @IdField({ description: 'The journey it belongs to.' }) journeyId: string;
  @Text({ description: "The account's key." }) account: string;
  @Text({ description: 'Its name.', nullable }) accountName: string | null;
  @IdField({ description: 'The automation.' }) automationId: string;
  @Text({ description: "The automation's name." }) automation: string;
  @Text({ description: 'The step.' }) step: string;
  @Text({ description: "The step's label, or what it does." }) stepLabel: string;
  @OneOf({ description: 'Who it is written for.', values: AUDIENCES }) audience: MessageAudience;
  @OneOf({ description: 'What became of it.', values: MESSAGE_STATES }) state: MessageState;
  @Texts({ description: 'The addresses; null: not known before it is rendered.', nullable })
  recipients: string[] | null;
  @Text({ description: 'As rendered; before that with its variables in words.' }) subject: string;
  @Flag({ description: 'It has been rendered.' }) isRendered: boolean;
  @OneOf({
    description: '`outbox`: kept and not sent, since SMTP_URL is not set; null: neither.',
    values: ['smtp', 'outbox'],
    nullable,
  })
  transport: Message['transport'];
  @InstantField({ description: 'When it was sent or decided on, else when it was first to go out.' })
  at: string;
  @InstantField({ description: 'When it was sent, in business time.', nullable }) sentAt: string | null;
  @InstantField({ description: 'When it is tried next, as far as is known.', nullable }) dueAt: string | null;
  @Text({ description: 'Why it is held back (S14).', nullable }) heldBecause: HeldBackReason | null;
  @WholeNumber({ description: 'Attempts begun.' }) attempts: number;
  @Text({ description: 'Why the last attempt failed.', nullable }) problem: string | null;
  @Text({ description: 'The same, stable.', nullable }) problemCode: string | null;
}

class AttemptAnswer implements MessageAttempt {
  @WholeNumber({ description: 'Its number, from 1.' }) attempt: number;
  @InstantField({ description: 'When it was claimed, in business time.' }) at: string;
  @OneOf({ description: 'What became of it.', values: ATTEMPT_OUTCOMES }) outcome: MessageAttempt['outcome'];
  @Text({ description: 'What the other side said.', nullable }) detail: string | null;
}

export class MessageWithContentAnswer extends MessageAnswer implements MessageWithContent {
  @Text({ description: 'As plain text; null: not rendered yet.', nullable }) text: string | null;
  @Text({ description: 'As HTML, to be shown in a sandbox only; null: not rendered yet.', nullable })
  html: string | null;
  @ListOf(() => AttemptAnswer, { description: 'How it was tried, in order.' }) attemptsMade: AttemptAnswer[];
}
