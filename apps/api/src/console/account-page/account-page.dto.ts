import type {
  AccountHold,
  AccountInvoices,
  AccountPage,
  AccountPaymentMethod,
  AccountPromises,
  AccountSubscription,
  AccountWhyNot,
  AutomationWhyNot,
  DayCount,
  DayCounts,
  Journey,
  LastPayment,
} from '@dunwell/contract';
import { AccountDetailsAnswer, ListedHoldAnswer, ListedInvoiceAnswer } from '../../billing/billing-reader.js';
import {
  CalendarDateField,
  Flag,
  IdField,
  InstantField,
  ListOf,
  MinorUnits,
  Nested,
  Text,
  WholeNumber,
} from '../../platform/http/fields.js';
import { AutomationNameAnswer, WhyNotSubjectAnswer } from '../../trials/answers/why-not.dto.js';
import { ListedPromiseAnswer } from '../accounts/accounts.dto.js';

const optional = true;
const nullable = true;

export class AccountParameter {
  @Text({ description: "The account's key.", maxLength: 200 })
  key: string;
}

export class RibbonQueryFields {
  @CalendarDateField({ description: 'The first date; a year before today when absent.', optional })
  from?: string;

  @CalendarDateField({ description: 'The last date; 30 days after today when absent.', optional })
  to?: string;
}

class DayCountAnswer implements DayCount {
  @WholeNumber({ description: 'How many days today.' }) days: number;
  @CalendarDateField({ description: 'Day 1; of the oldest invoice its due date.' }) since: string;
}

class DayCountsAnswer implements DayCounts {
  @Nested(() => DayCountAnswer, { description: 'Days in a row with anything overdue (S4).', nullable })
  streak: DayCountAnswer | null;
  @Nested(() => DayCountAnswer, { description: 'The same since money last lowered it (S5).', nullable })
  sincePayment: DayCountAnswer | null;
  @Nested(() => DayCountAnswer, { description: 'Days past due of the oldest invoice (S6).', nullable })
  oldestInvoice: DayCountAnswer | null;
}

class AccountPromisesAnswer implements AccountPromises {
  @Nested(() => ListedPromiseAnswer, { description: 'The latest.', nullable })
  latest: ListedPromiseAnswer | null;
  @WholeNumber({ description: 'How many were kept.' }) kept: number;
  @WholeNumber({ description: 'How many were broken.' }) broken: number;
}

class AccountSubscriptionAnswer implements AccountSubscription {
  @Text({ description: 'The key.' }) key: string;
  @Text({ description: 'active, trialing, pastDue, paused, cancelled or ended.' }) status: string;
  @Text({ description: 'The plan.', nullable }) plan: string | null;
  @CalendarDateField({ description: 'First date.' }) startedOn: string;
  @CalendarDateField({ description: 'The first date on which it is over.', nullable }) endedOn: string | null;
  @CalendarDateField({ description: 'Next renewal.', nullable }) renewsOn: string | null;
  @CalendarDateField({ description: 'End of the trial.', nullable }) trialEndsOn: string | null;
  @Text({ description: 'automatic or manual.', nullable }) collectionMethod: string | null;
}

class AccountPaymentMethodAnswer implements AccountPaymentMethod {
  @Text({ description: 'The key.' }) key: string;
  @Text({ description: 'Such as card.' }) type: string;
  @Text({ description: 'Such as visa.', nullable }) brand: string | null;
  @CalendarDateField({ description: 'The last day of its month.', nullable }) expiresOn: string | null;
  @Text({ description: 'active, expired or blocked.' }) status: string;
  @Flag({ description: 'Used for automatic payments.' }) isDefault: boolean;
}

class AccountInvoicesAnswer implements AccountInvoices {
  @ListOf(() => ListedInvoiceAnswer, { description: 'With anything remaining, the earliest due first.' })
  open: ListedInvoiceAnswer[];
  @WholeNumber({ description: 'How many those are in all.' }) openCount: number;
  @WholeNumber({ description: 'How many are paid.' }) paidCount: number;
  @WholeNumber({ description: 'How many are void.' }) voidCount: number;
  @WholeNumber({ description: 'How many are written off.' }) writtenOffCount: number;
}

class LastPaymentAnswer implements LastPayment {
  @Text({ description: 'The reference.' }) reference: string;
  @MinorUnits({ description: 'The whole payment.' }) amount: number;
  @InstantField({ description: 'When.' }) at: string;
  @CalendarDateField({ description: "Its date in the account's zone." }) date: string;
  @Flag({ description: 'Collected automatically.' }) automatic: boolean;
}

class AccountHoldAnswer extends ListedHoldAnswer implements AccountHold {
  @Text({ description: 'The invoice; null: the whole account.', nullable }) invoice: string | null;
  @CalendarDateField({ description: 'The first date it covers.' }) from: string;
  @Text({ description: 'For people.', nullable }) note: string | null;
  @Text({ description: 'Who placed it.' }) author: string;
  @MinorUnits({ description: 'What the customer has promised to pay.', nullable }) promisedAmount:
    number | null;
}

export class AccountPageAnswer implements AccountPage {
  @Nested(() => AccountDetailsAnswer, { description: 'What is known of it.' }) account: AccountDetailsAnswer;
  @Text({ description: 'Business now on its own clock.' }) localTime: string;
  @Nested(() => DayCountsAnswer, { description: 'The three ways to count days past due.' })
  dayCounts: DayCountsAnswer;
  @Nested(() => AccountPromisesAnswer, { description: 'Its promises to pay.' })
  promises: AccountPromisesAnswer;
  @ListOf(() => AccountSubscriptionAnswer, { description: 'Its subscriptions.' })
  subscriptions: AccountSubscriptionAnswer[];
  @ListOf(() => AccountPaymentMethodAnswer, { description: 'Its payment methods.' })
  paymentMethods: AccountPaymentMethodAnswer[];
  @Nested(() => AccountInvoicesAnswer, { description: 'Its invoices.' }) invoices: AccountInvoicesAnswer;
  @Nested(() => LastPaymentAnswer, { description: 'The last one whose money counts.', nullable })
  lastPayment: LastPaymentAnswer | null;
  @ListOf(() => AccountHoldAnswer, { description: 'In force or to come.' }) holds: AccountHoldAnswer[];
}

class EnteredAnswer {
  @CalendarDateField({ description: 'The business date.' }) date: string;
  @IdField({ description: 'The journey.' }) journeyId: string;
  @Text({ description: 'How it stands.' }) status: Journey['status'];
}

class AutomationWhyNotAnswer implements AutomationWhyNot {
  @Nested(() => AutomationNameAnswer, { description: 'The automation.' }) automation: AutomationNameAnswer;
  @WholeNumber({ description: 'Its live version.' }) version: number;
  @InstantField({ description: 'The instant of the facts.' }) asOf: string;
  @ListOf(() => EnteredAnswer, { description: 'Its journeys for this account, the latest first.' })
  entered: EnteredAnswer[];
  @ListOf(() => WhyNotSubjectAnswer, { description: 'The account, or each of its subjects of the rule.' })
  subjects: WhyNotSubjectAnswer[];
  @Text({ description: 'Why it cannot be told.', nullable }) problem: string | null;
}

export class AccountWhyNotAnswer implements AccountWhyNot {
  @Text({ description: 'The account.' }) account: string;
  @InstantField({ description: 'Business now.' }) asOf: string;
  @ListOf(() => AutomationWhyNotAnswer, { description: 'Every live automation, by name.' })
  automations: AutomationWhyNotAnswer[];
}
