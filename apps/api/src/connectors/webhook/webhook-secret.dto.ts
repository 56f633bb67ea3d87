import type { WebhookSecret } from '@dunwell/contract';
import { InstantField, Text } from '../../platform/http/fields.js';

export class WebhookSecretAnswer implements WebhookSecret {
  @Text({ description: '`whsec_…`, as Standard Webhooks libraries take it.' })
  secret: string;

  @InstantField({ description: 'When it was made.' })
  createdAt: string;

  @InstantField({
    description: 'Calls are signed with the former secret as well until then; null: there is none.',
    nullable: true,
  })
  previousUntil: string | null;
}
