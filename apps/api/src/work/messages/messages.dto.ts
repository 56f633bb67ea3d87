import type { Message } from '@dunwell/contract';
import { InstantField, OneOf, Text, Texts } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.js';

export class MessagesQuery extends PageQuery {
  @Text({ description: 'Only messages about the account with this key.', optional: true, maxLength: 200 })
  account?: string;
}

export class MessageAnswer implements Message {
  @Text({ description: 'The key of the delivery it belongs to (S15).' })
  delivery: string;

  @Text({ description: "The account's key." })
  account: string;

  @OneOf({ description: 'Who it was written for.', values: ['customer', 'team'] })
  audience: Message['audience'];

  @Texts({ description: 'The addresses it was sent to.' })
  recipients: string[];

  @Text({ description: 'The subject.' })
  subject: string;

  @Text({ description: 'The message as plain text.' })
  text: string;

  @Text({ description: 'The message as HTML.' })
  html: string;

  @OneOf({
    description: '`outbox`: kept and not sent, since SMTP_URL is not set.',
    values: ['smtp', 'outbox'],
  })
  transport: Message['transport'];

  @InstantField({ description: 'When it was sent, in business time.' })
  sentAt: string;
}
