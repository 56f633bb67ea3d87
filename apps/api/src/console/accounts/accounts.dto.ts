import type {
  AccountFilter,
  AccountQuery,
  AccountSort,
  AccountTotals,
  CurrencyTotals,
  ListedAccount,
  ListedMessage,
  ListedPromise,
  ListedRibbon,
  PastDueRun,
  AccountPromiseState,
} from '@dunwell/contract';
import { IntersectionType } from '@nestjs/swagger';
import { AccountAnswer, ListedHoldAnswer } from '../../billing/billing-reader.js';
import {
  CalendarDateField,
  Flag,
  IdField,
  InstantField,
  ListOf,
  MinorUnits,
  Nested,
  OneOf,
  Text,
  Texts,
  WholeNumber,
} from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.js';

const optional = true;
const nullable = true;
const inQuery = true;

const PROMISES: Readonly<Record<AccountPromiseState, true>> = { open: true, kept: true, broken: true };
const SORTS: Readonly<Record<AccountSort, true>> = { overdue: true, streakDays: true, name: true, key: true };

/** Longer than any streak or window that a filter can mean. */
const MOST_DAYS = 100_000;
/** Dates that a filter about messages looks back. */
const MOST_CONTACT_DAYS = 366;

export class AccountFilterFields implements AccountFilter {
  @Text({ description: 'Part of a name, key, email or tag.', optional, maxLength: 200 })
  q?: string;

  @Flag({ description: 'Anything overdue, or nothing.', optional, inQuery })
  pastDue?: boolean;

  @Flag({ description: 'Anything outstanding, or nothing.', optional, inQuery })
  outstanding?: boolean;

  @Text({ description: 'The currency.', optional, maxLength: 3 })
  currency?: string;

  @WholeNumber({
    description: 'Overdue balance at least, in minor units; needs currency.',
    optional,
    inQuery,
    min: 0,
  })
  overdueMin?: number;

  @WholeNumber({
    description: 'Overdue balance at most, in minor units; needs currency.',
    optional,
    inQuery,
    min: 0,
  })
  overdueMax?: number;

  @WholeNumber({
    description: 'Days past due in a row, at least.',
    optional,
    inQuery,
    min: 1,
    max: MOST_DAYS,
  })
  streakDaysMin?: number;

  @WholeNumber({ description: 'Days past due in a row, at most.', optional, inQuery, min: 1, max: MOST_DAYS })
  streakDaysMax?: number;

  @Text({ description: 'A tag it has now.', optional, maxLength: 500 })
  tag?: string;

  @Text({ description: 'Plan of an active subscription.', optional, maxLength: 500 })
  plan?: string;

  @Text({ description: 'Two letters.', optional, maxLength: 2 })
  country?: string;

  @Flag({ description: 'A hold on the account is in force, or none.', optional, inQuery })
  onHold?: boolean;

  @OneOf({ description: 'Where its latest promise to pay stands.', values: Object.keys(PROMISES), optional })
  promise?: AccountPromiseState;

  @WholeNumber({
    description: 'At least so many failed payments in 30 dates.',
    optional,
    inQuery,
    min: 1,
    max: 10_000,
  })
  failedPayments?: number;

  @Flag({ description: 'No active payment method, or at least one.', optional, inQuery })
  noPaymentMethod?: boolean;

  @WholeNumber({
    description: 'Its default card expires within so many days.',
    optional,
    inQuery,
    min: 0,
    max: 10_000,
  })
  cardExpiresInDays?: number;

  @CalendarDateField({ description: 'A streak of it opened on this date.', optional })
  enteredPastDueOn?: string;

  @CalendarDateField({ description: 'A streak of it ended on this date.', optional })
  leftPastDueOn?: string;

  @WholeNumber({
    description: 'A message was sent to it on one of its last so many dates.',
    optional,
    inQuery,
    min: 1,
    max: MOST_CONTACT_DAYS,
  })
  contactedInLast?: number;

  @WholeNumber({
    description: 'Money came at most so many dates after such a message; needs contactedInLast.',
    optional,
    inQuery,
    min: 0,
    max: MOST_CONTACT_DAYS,
  })
  paidWithin?: number;

  @IdField({ description: 'A journey of this automation is under way for it.', optional })
  underWayIn?: string;
}

export class AccountQueryFields extends AccountFilterFields implements AccountQuery {
  @OneOf({
    description:
      'Order; largest overdue balance first where only accounts past due are asked for, else by key.',
    values: Object.keys(SORTS),
    optional,
  })
  sort?: AccountSort;

  @OneOf({ description: 'What each row carries besides.', values: ['ribbon'], optional })
  include?: 'ribbon';
}

export class AccountsQuery extends IntersectionType(AccountQueryFields, PageQuery) {}

export class ListedPromiseAnswer implements ListedPromise {
  @OneOf({ description: 'Where it stands.', values: Object.keys(PROMISES) }) state: AccountPromiseState;
  @MinorUnits({ description: 'null: everything overdue.', nullable }) amount: number | null;
  @CalendarDateField({ description: 'The last date it covers; null: no end.', nullable }) until:
    string | null;
}

class PaymentInFlightAnswer {
  @InstantField({ description: 'Since when it is under way.' }) since: string;
  @MinorUnits({ description: 'The whole payment.' }) amount: number;
}

class ListedMessageAnswer implements ListedMessage {
  @Text({ description: 'The key of its delivery.' }) delivery: string;
  @Text({ description: 'Its subject.' }) subject: string;
  @Text({ description: 'What the step is called that sent it.', nullable }) step: string | null;
  @InstantField({ description: 'When.' }) sentAt: string;
}

class NextTaskAnswer {
  @IdField({ description: 'The task.' }) id: string;
  @Text({ description: 'What is to be done.' }) title: string;
  @CalendarDateField({ description: 'Until when.' }) dueOn: string;
}

class PastDueRunAnswer implements PastDueRun {
  @CalendarDateField({ description: 'First date.' }) from: string;
  @CalendarDateField({ description: 'Last date.' }) to: string;
  @WholeNumber({ description: 'Which day of the streak the first date is.' }) day: number;
}

class ListedRibbonAnswer implements ListedRibbon {
  @CalendarDateField({ description: 'The first date looked at.' }) from: string;
  @CalendarDateField({ description: 'Its today.' }) to: string;
  @ListOf(() => PastDueRunAnswer, { description: 'When it was past due, in order.' })
  runs: PastDueRunAnswer[];
}

export class ListedAccountAnswer extends AccountAnswer implements ListedAccount {
  @CalendarDateField({ description: 'Its business date.' }) today: string;
  @Text({ description: 'Two letters.', nullable }) country: string | null;
  @Texts({ description: 'Its tags now.' }) tags: string[];
  @Texts({ description: 'Plans of its active subscriptions.' }) plans: string[];
  @Nested(() => ListedHoldAnswer, { description: 'The hold on it in force.', nullable })
  hold: ListedHoldAnswer | null;
  @Nested(() => ListedPromiseAnswer, { description: 'Its latest promise to pay.', nullable })
  promise: ListedPromiseAnswer | null;
  @Nested(() => PaymentInFlightAnswer, { description: 'The oldest payment under way.', nullable })
  paymentInFlight: PaymentInFlightAnswer | null;
  @Nested(() => ListedMessageAnswer, { description: 'The last message to it.', nullable })
  lastMessage: ListedMessageAnswer | null;
  @Nested(() => NextTaskAnswer, { description: 'Its open task that is due first.', nullable })
  nextTask: NextTaskAnswer | null;
  @MinorUnits({ description: 'What came after a contact, where paidWithin is asked for.', nullable })
  paidAfterContact: number | null;
  @Nested(() => ListedRibbonAnswer, { description: 'Where include=ribbon is asked for.', optional })
  ribbon?: ListedRibbonAnswer;
}

class CurrencyTotalsAnswer implements CurrencyTotals {
  @Text({ description: 'The currency of the amounts.' }) currency: string;
  @WholeNumber({ description: 'How many accounts.' }) accounts: number;
  @WholeNumber({ description: 'Those with anything overdue.' }) pastDue: number;
  @MinorUnits({ description: 'Overdue balances.' }) overdue: number;
  @MinorUnits({ description: 'Outstanding balances.' }) outstanding: number;
  @MinorUnits({ description: 'What came after a contact, where paidWithin is asked for.', nullable })
  paidAfterContact: number | null;
}

export class AccountTotalsAnswer implements AccountTotals {
  @WholeNumber({ description: 'How many accounts.' }) accounts: number;
  @ListOf(() => CurrencyTotalsAnswer, { description: 'In the order of the codes.' })
  currencies: CurrencyTotalsAnswer[];
}
