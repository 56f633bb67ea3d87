import { HISTORY_GROUPS, type HistoryGroup } from '@dunwell/contract';
import { CalendarDateField, InstantField, OneOf, Text } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.js';

export class HistoryQueryFields extends PageQuery {
  @OneOf({ description: 'Only entries about this.', values: HISTORY_GROUPS, optional: true })
  group?: HistoryGroup;
}

/** What all entries have; the rest depends on the kind. */
export class HistoryEntryAnswer {
  @Text({ description: 'Unique in the history.' }) id: string;
  @OneOf({ description: 'What it is about.', values: HISTORY_GROUPS }) group: HistoryGroup;
  @InstantField({ description: 'When.' }) at: string;
  @CalendarDateField({ description: "Its date in the account's zone." }) date: string;
  @Text({ description: 'What happened; further fields depend on it.' }) kind: string;
}
