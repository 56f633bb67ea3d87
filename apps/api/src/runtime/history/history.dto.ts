import type { DeliveryStatus } from '@dunwell/contract';
import { CalendarDateField, IdField, OneOf, Text } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.js';

export class JourneysQuery extends PageQuery {
  @IdField({ description: 'Only journeys of this automation.', optional: true })
  automationId?: string;

  @Text({ description: 'Only journeys of this account, by its key.', optional: true })
  account?: string;

  @CalendarDateField({ description: 'Only those that entered for this business date.', optional: true })
  date?: string;
}

const STATUSES = ['due', 'claimed', 'sending', 'done', 'failed', 'needsAttention', 'uncertain', 'ended'];

export class DeliveriesQuery extends PageQuery {
  @OneOf({ description: 'Only deliveries in this state.', optional: true, values: STATUSES })
  status?: DeliveryStatus;

  @Text({ description: 'Only deliveries to this account, by its key.', optional: true })
  account?: string;
}

export class DeliveryDecisionBody {
  @Text({ description: 'The delivery’s key.' })
  key: string;

  @OneOf({
    description: 'Try again; go on as if it had been had; go on without it.',
    values: ['retry', 'confirm', 'skip'],
  })
  decision: 'retry' | 'confirm' | 'skip';
}
