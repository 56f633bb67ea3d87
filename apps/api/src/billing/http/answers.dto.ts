import type {
  Account,
  AccountDetails,
  AccountStreaks,
  AccountTimeline,
  AttributeDefinition,
  AttributeValue,
  Balances,
  Invoice,
  OpenStreak,
  Streak,
  TimelinePeriod,
} from '@dunwell/contract';
import { ApiProperty } from '@nestjs/swagger';
import {
  CalendarDateField,
  Flag,
  IdField,
  InstantField,
  ListOf,
  MinorUnits,
  Nested,
  Text,
  Texts,
  WholeNumber,
} from '../../platform/http/fields.js';

const nullable = true;

/** What an account owes at an instant. */
export class BalancesAnswer implements Balances {
  @MinorUnits({ description: 'Remaining over open invoices less unapplied money.' }) outstanding: number;
  @MinorUnits({ description: 'The same over past due invoices.' }) overdue: number;
  @MinorUnits({ description: 'Money that no invoice has.' }) unapplied: number;
  @WholeNumber({ description: 'Past due invoices.' }) overdueInvoices: number;
  @CalendarDateField({ description: 'The earliest due date among them.', nullable }) oldestDueOn:
    string | null;
}

/** The streak an account is in. */
export class OpenStreakAnswer implements OpenStreak {
  @IdField({ description: 'It keeps its id when corrections change the past (S7).' }) id: string;
  @CalendarDateField({ description: 'Its day 1.' }) openedOn: string;
  @WholeNumber({ description: 'Which day of the streak today is.' }) day: number;
  @CalendarDateField({ description: 'Day 1 since the last payment, credit or write-off (S5).' })
  strictSince: string;
}

export class AccountAnswer implements Account {
  @Text({ description: "The account's key in your system." }) account: string;
  @Text({ description: 'Name of the customer.', nullable }) name: string | null;
  @Text({ description: 'Email address.', nullable }) email: string | null;
  @Text({ description: 'The one currency of its money.' }) currency: string;
  @Text({ description: 'The zone in force.' }) timeZone: string;
  @Nested(() => BalancesAnswer, { description: 'As of business now.' }) balances: BalancesAnswer;
  @Nested(() => OpenStreakAnswer, { description: 'null: nothing is overdue.', nullable })
  streak: OpenStreakAnswer | null;
}

export class AccountDetailsAnswer extends AccountAnswer implements AccountDetails {
  @CalendarDateField({ description: 'Its business date today.' }) today: string;
  @Flag({ description: "The zone is its own, not the workspace's." }) ownTimeZone: boolean;
  @Text({ description: 'Two letters.', nullable }) country: string | null;
  @Text({ description: 'Code of the language.', nullable }) language: string | null;
  @Text({ description: 'Where the customer can pay.', nullable }) paymentUrl: string | null;
  @Text({ description: 'none, inCollections or writtenOff.' }) collectionStatus: string;
  @Text({ description: 'normal, restricted or suspended.' }) serviceStatus: string;
  @Texts({ description: 'Its tags now.' }) tags: string[];
  @ApiProperty({ description: 'Its attributes now.', type: 'object', additionalProperties: true })
  attributes: Record<string, AttributeValue>;
  @InstantField({ description: 'When it was first sent.' }) createdAt: string;
}

export class TimelinePeriodAnswer extends BalancesAnswer implements TimelinePeriod {
  @InstantField({ description: 'null: always before.', nullable }) from: string | null;
  @InstantField({ description: 'Exclusive; null: if nothing changes, always.', nullable }) to: string | null;
  @IdField({ description: 'The streak.', nullable }) streakId: string | null;
  @CalendarDateField({ description: 'Day 1 of the streak.', nullable }) openedOn: string | null;
  @CalendarDateField({ description: 'Day 1 of the strict streak (S5).', nullable }) strictSince:
    string | null;
  @CalendarDateField({ description: 'Date of the last payment.', nullable }) lastPaymentOn: string | null;
}

export class TimelineAnswer implements AccountTimeline {
  @Text({ description: 'The account.' }) account: string;
  @Text({ description: 'The currency of the amounts.' }) currency: string;
  @ListOf(() => TimelinePeriodAnswer, {
    description: 'Without gaps, in order of time; the future if nothing changes.',
  })
  periods: TimelinePeriodAnswer[];
}

export class StreakAnswer implements Streak {
  @IdField({ description: 'It keeps its id when corrections change the past (S7).' }) id: string;
  @InstantField({ description: 'The first instant with anything overdue.' }) openedAt: string;
  @CalendarDateField({ description: 'Its day 1.' }) openedOn: string;
  @InstantField({ description: 'The first instant with nothing overdue; null: not yet.', nullable })
  endedAt: string | null;
}

export class StreaksAnswer implements AccountStreaks {
  @Text({ description: 'The account.' }) account: string;
  @ListOf(() => StreakAnswer, { description: 'The latest first, those to come if nothing changes included.' })
  streaks: StreakAnswer[];
}

export class AttributeDefinitionAnswer implements AttributeDefinition {
  @Text({ description: 'account or invoice.' }) subject: string;
  @Text({ description: 'Its name, as in account.attributes.<name>.' }) name: string;
  @Text({ description: 'text, number, boolean or date.' }) type: string;
}

export class AttributesAnswer {
  @ListOf(() => AttributeDefinitionAnswer, { description: 'All declared attributes.' })
  attributes: AttributeDefinitionAnswer[];
}

export class InvoiceAnswer implements Invoice {
  @Text({ description: 'The account.' }) account: string;
  @Text({ description: 'The number.' }) number: string;
  @CalendarDateField({ description: 'Issue date.' }) issuedOn: string;
  @CalendarDateField({ description: 'Due date.' }) dueOn: string;
  @MinorUnits({ description: 'Face value.' }) total: number;
  @Text({ description: 'The currency of the amounts.' }) currency: string;
  @Text({ description: 'draft, scheduled, open, paid, void or uncollectible, as of business now.' })
  status: string;
  @MinorUnits({ description: 'What is still owed on it.' }) remaining: number;
  @Flag({ description: 'Past due as of business now.' }) pastDue: boolean;
  @Flag({ description: 'Left out of all balances by a hold.' }) leftOut: boolean;
}
