import type { BulkAccountsRequest, BulkAccountsResult, BulkAction } from '@dunwell/contract';
import { HOLD_REASONS, type HoldReason } from '@dunwell/language';
import {
  CalendarDateField,
  Flag,
  IdField,
  Nested,
  OneOf,
  Text,
  Texts,
  WholeNumber,
} from '../../platform/http/fields.js';
import { AccountFilterFields } from './accounts.dto.js';

const optional = true;
const nullable = true;

/** Locked in one transaction: more would keep others waiting. */
export const MOST_AT_ONCE = 5_000;

class BulkActionBody {
  @OneOf({ description: 'What is done to each.', values: ['addTag', 'removeTag', 'placeHold'] })
  kind: BulkAction['kind'];
  @Text({ description: 'Of addTag and removeTag: the tag.', optional, maxLength: 500 }) tag?: string;
  @OneOf({ description: 'Of placeHold: why.', values: HOLD_REASONS, optional }) reason?: HoldReason;
  @CalendarDateField({
    description: 'Of placeHold: the last date it covers; no end when absent.',
    optional,
    nullable,
  })
  until?: string | null;
  @Flag({ description: "Of placeHold: the account's journeys end (S14).", optional }) leaveOut?: boolean;
  @Text({ description: 'Of placeHold: for people.', optional, maxLength: 2000 }) note?: string;
}

export class BulkAccountsBody implements Omit<BulkAccountsRequest, 'action'> {
  @IdField({ description: 'A UUID of yours: sent again with it, nothing is done twice.' })
  requestId: string;
  @Texts({
    description: 'The accounts, by key; or filter.',
    optional,
    maxItems: MOST_AT_ONCE,
    maxLength: 200,
  })
  accounts?: string[];
  @Nested(() => AccountFilterFields, { description: 'All accounts of a filter.', optional })
  filter?: AccountFilterFields;
  @WholeNumber({
    description: 'How many you have seen: another number refuses it.',
    min: 1,
    max: MOST_AT_ONCE,
  })
  expected: number;
  @Nested(() => BulkActionBody, { description: 'What is done to all of them.' })
  action: BulkActionBody;
}

export class BulkAccountsAnswer implements BulkAccountsResult {
  @WholeNumber({ description: 'To how many it was done.' }) accounts: number;
  @WholeNumber({ description: 'The others were so already.' }) changed: number;
}
