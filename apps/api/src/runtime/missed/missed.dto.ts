import { CalendarDateField, IdField, ListOf, OneOf, Text } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.js';

export class MissedQuery extends PageQuery {
  @IdField({ description: 'Only matches of this automation.', optional: true })
  automationId?: string;
}

export class MissedItemBody {
  @IdField({ description: 'The automation.' })
  automationId: string;

  @CalendarDateField({ description: 'The business date it matched on.' })
  date: string;

  @Text({ description: 'Account key, invoice number, subscription or payment method key.' })
  subject: string;
}

export class DecideMissedBody {
  @ListOf(() => MissedItemBody, { description: 'What is decided.', maxItems: 200 })
  items: MissedItemBody[];

  @OneOf({ description: 'Act on them now, or take them off the list.', values: ['run', 'dismiss'] })
  decision: 'run' | 'dismiss';
}
