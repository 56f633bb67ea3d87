import type { Hold, HoldInput } from '@dunwell/contract';
import { HOLD_REASONS, type HoldReason } from '@dunwell/language';
import {
  CalendarDateField,
  Flag,
  IdField,
  InstantField,
  MinorUnits,
  OneOf,
  Text,
} from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.js';

const optional = true;
const nullable = true;

export class PlaceHoldBody implements HoldInput {
  @Text({ description: "The account's key.", maxLength: 200 }) account: string;
  @Text({
    description: 'The number of one of its invoices; the whole account when absent.',
    optional,
    maxLength: 200,
  })
  invoice?: string;
  @OneOf({ description: 'Why.', values: HOLD_REASONS }) reason: HoldReason;
  @Flag({
    description: "An account's journeys end; an invoice is left out of all balances while it lasts (S14).",
    optional,
  })
  leaveOut?: boolean;
  @Text({ description: 'A date, or an instant with its offset; business now when absent.', optional })
  from?: string;
  @CalendarDateField({ description: 'The last date it covers; no end when absent.', optional, nullable })
  until?: string | null;
  @Text({ description: 'For people.', optional, maxLength: 2000 }) note?: string;
  @MinorUnits({ description: 'What the customer has promised to pay.', optional, min: 1 })
  promisedAmount?: number;
}

export class ChangeHoldBody {
  @CalendarDateField({ description: 'The last date it covers; null: no end.', optional, nullable })
  until?: string | null;
  @Text({ description: 'For people.', optional, nullable, maxLength: 2000 }) note?: string | null;
}

export class HoldsQuery extends PageQuery {
  @Text({ description: 'Only holds of this account.', optional, maxLength: 200 }) account?: string;
  @Flag({ description: 'Only holds that are not over.', optional, inQuery: true }) open?: boolean;
}

export class HoldAnswer implements Hold {
  @IdField({ description: 'The hold.' }) id: string;
  @Text({ description: 'The account.' }) account: string;
  @Text({ description: 'The invoice; null: the whole account.', nullable }) invoice: string | null;
  @OneOf({ description: 'Why.', values: HOLD_REASONS }) reason: HoldReason;
  @Flag({ description: 'Left out, not only held (S14).' }) leaveOut: boolean;
  @InstantField({ description: 'When it begins.' }) from: string;
  @InstantField({ description: 'When it is over, exclusive; null: no end.', nullable }) until: string | null;
  @InstantField({ description: 'When somebody ended it.', nullable }) liftedAt: string | null;
  @Text({ description: 'For people.', nullable }) note: string | null;
  @Text({ description: 'Who placed it.' }) author: string;
  @MinorUnits({ description: 'What the customer has promised to pay.', nullable }) promisedAmount:
    number | null;
}
