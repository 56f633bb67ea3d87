import type { MissedFilter, MissedMatch } from '@dunwell/contract';
import { CalendarDateField, IdField, ListOf, OneOf, Text } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.js';

const REASONS: Readonly<Record<MissedMatch['because'], true>> = {
  late: true,
  lateData: true,
  newerMatch: true,
  limit: true,
};

export class MissedQuery extends PageQuery implements MissedFilter {
  @IdField({ description: 'Only matches of this automation.', optional: true })
  automationId?: string;

  @OneOf({
    description: 'Only those that were missed for this reason.',
    optional: true,
    values: Object.keys(REASONS),
  })
  because?: MissedMatch['because'];
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
