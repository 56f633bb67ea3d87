import {
  PROMISE_STATES,
  type Hold,
  type HoldCounts,
  type HoldInput,
  type HoldState,
  type PromiseState,
} from '@dunwell/contract';
import { HOLD_REASONS, type HoldReason } from '@dunwell/language';
import {
  CalendarDateField,
  Flag,
  IdField,
  InstantField,
  MinorUnits,
  Nested,
  OneOf,
  Text,
  WholeNumber,
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
  @CalendarDateField({
    description: 'The last date it covers; disputes and others have no end when absent.',
    optional,
    nullable,
  })
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

const HOLD_STATES: readonly HoldState[] = ['scheduled', 'active', 'ended'];

export class HoldsQuery extends PageQuery {
  @Text({ description: 'Only holds of this account.', optional, maxLength: 200 }) account?: string;
  @OneOf({ description: 'Only those for this reason.', optional, values: HOLD_REASONS }) reason?: HoldReason;
  @OneOf({
    description: 'Only those that stand so, themselves or as promises to pay.',
    optional,
    values: [...HOLD_STATES, ...PROMISE_STATES],
  })
  state?: HoldState | PromiseState;
  @Flag({ description: 'Only holds that are not over.', optional, inQuery: true }) open?: boolean;
}

export class HoldAnswer implements Hold {
  @IdField({ description: 'The hold.' }) id: string;
  @Text({ description: 'The account.' }) account: string;
  @Text({ description: 'Its name.', nullable }) accountName: string | null;
  @Text({ description: 'What amounts are in.' }) currency: string;
  @MinorUnits({ description: 'What the account owes past due now.' }) overdue: number;
  @Text({ description: 'The invoice; null: the whole account.', nullable }) invoice: string | null;
  @OneOf({ description: 'Why.', values: HOLD_REASONS }) reason: HoldReason;
  @Flag({ description: 'Left out, not only held (S14).' }) leaveOut: boolean;
  @OneOf({ description: 'Where it stands.', values: HOLD_STATES }) state: HoldState;
  @InstantField({ description: 'When it begins.' }) from: string;
  @InstantField({ description: 'When it is over, exclusive; null: no end.', nullable }) until: string | null;
  @CalendarDateField({ description: "The last date it covers, in the account's zone.", nullable })
  lastDate: string | null;
  @InstantField({ description: 'When somebody ended it.', nullable }) liftedAt: string | null;
  @Text({ description: 'For people.', nullable }) note: string | null;
  @Text({ description: 'Who placed it.' }) author: string;
  @MinorUnits({ description: 'What the customer has promised to pay.', nullable }) promisedAmount:
    number | null;
  @OneOf({ description: 'How a promise to pay stands.', nullable, values: PROMISE_STATES })
  promise: PromiseState | null;
  @MinorUnits({ description: 'Of a promise: paid between its beginning and its end.', nullable })
  paidSince: number | null;
}

const count = (description: string): PropertyDecorator => WholeNumber({ description });

class HoldStateCounts implements Record<HoldState, number> {
  @count('To come.') scheduled: number;
  @count('In force.') active: number;
  @count('Over.') ended: number;
}

class PromiseCounts implements Record<PromiseState, number> {
  @count('Not over and not kept yet.') open: number;
  @count('Paid in time.') kept: number;
  @count('Over without being kept.') broken: number;
  @count('Lifted before their end.') takenBack: number;
}

class HoldReasonCounts implements Record<HoldReason, number> {
  @count('Promises to pay.') promiseToPay: number;
  @count('Disputes.') dispute: number;
  @count('Courtesies.') courtesy: number;
  @count('Others.') other: number;
}

export class HoldCountsAnswer implements HoldCounts {
  @Nested(() => HoldStateCounts, { description: 'All holds.' }) states: HoldStateCounts;
  @Nested(() => PromiseCounts, { description: 'Promises to pay.' }) promises: PromiseCounts;
  @Nested(() => HoldReasonCounts, { description: 'Holds in force.' }) activeByReason: HoldReasonCounts;
}
