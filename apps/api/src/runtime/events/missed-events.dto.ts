import type { DecideMissedEventsRequest, MissedEventItem } from '@dunwell/contract';
import { IdField, ListOf, OneOf, Text } from '../../platform/http/fields.js';

class MissedEventItemBody implements MissedEventItem {
  @IdField({ description: 'The event.' }) eventId: string;
  @IdField({ description: 'The automation that missed it.' }) automationId: string;
  @Text({ description: 'Account key, invoice number, subscription or payment method key.', maxLength: 200 })
  subject: string;
}

export class DecideMissedEventsBody implements DecideMissedEventsRequest {
  @OneOf({ description: 'Start it now, however old, or take it off the list.', values: ['run', 'dismiss'] })
  decision: 'run' | 'dismiss';

  @ListOf(() => MissedEventItemBody, { description: 'What was missed.', maxItems: 200 })
  items: MissedEventItemBody[];
}
