import type {
  AfterContact,
  Ageing,
  AgeingBucket,
  AmountFigure,
  OverviewAttention,
  AutomationStatus,
  AutomationToday,
  CountFigure,
  LastRun,
  ListLink,
  Overview,
  OverdueTrend,
  PastDueFigures,
  PastDueMovements,
} from '@dunwell/contract';
import { ACTIONS, type ActionKind } from '@dunwell/language';
import { ApiProperty } from '@nestjs/swagger';
import {
  CalendarDateField,
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

const nullable = true;

/** The list behind a figure. */
class ListLinkAnswer {
  @Text({ description: 'The path of the list, below /api/v1.' }) path: ListLink['path'];
  @ApiProperty({ description: 'Its filter.', type: 'object', additionalProperties: true })
  query: ListLink['query'];
}

const LINK = { description: 'The list behind it.' };

class AmountFigureAnswer implements AmountFigure {
  @Text({ description: 'The currency.' }) currency: string;
  @MinorUnits({ description: 'In minor units.' }) amount: number;
  @WholeNumber({ description: 'Of how many accounts.' }) accounts: number;
  @Nested(() => ListLinkAnswer, LINK) list: ListLink;
}

class CountFigureAnswer implements CountFigure {
  @WholeNumber({ description: 'How many.' }) count: number;
  @Nested(() => ListLinkAnswer, LINK) list: ListLink;
}

class PastDueFiguresAnswer implements PastDueFigures {
  @Nested(() => CountFigureAnswer, { description: 'Accounts past due.' }) accounts: CountFigureAnswer;
  @Nested(() => CountFigureAnswer, { description: 'Accounts that became so today.' })
  enteredToday: CountFigureAnswer;
  @Nested(() => CountFigureAnswer, { description: 'Accounts that ceased to be today.' })
  leftToday: CountFigureAnswer;
}

class AgeingBucketAnswer implements AgeingBucket {
  @WholeNumber({ description: 'Days past due from.' }) from: number;
  @WholeNumber({ description: 'Days past due to; null: without end.', nullable }) to: number | null;
  @MinorUnits({ description: 'What remains.' }) amount: number;
  @WholeNumber({ description: 'How many invoices.' }) invoices: number;
  @WholeNumber({ description: 'Of how many accounts.' }) accounts: number;
  @Nested(() => ListLinkAnswer, LINK) list: ListLink;
}

class AgeingAnswer implements Ageing {
  @Text({ description: 'The currency.' }) currency: string;
  @ListOf(() => AgeingBucketAnswer, { description: 'Past due invoices by days past due.' })
  buckets: AgeingBucketAnswer[];
  @MinorUnits({ description: 'Unapplied money of these accounts, up to what remains of theirs.' })
  lessUnapplied: number;
  @MinorUnits({ description: 'Their overdue balances: the buckets less that.' }) overdue: number;
}

class OverdueSeriesAnswer {
  @Text({ description: 'The currency.' }) currency: string;
  @ApiProperty({ description: 'One amount per date, in minor units.', type: 'integer', isArray: true })
  amounts: number[];
}

class OverdueTrendAnswer implements OverdueTrend {
  @CalendarDateField({ description: 'The first date.' }) from: string;
  @CalendarDateField({ description: 'The last date, today.' }) to: string;
  @ListOf(() => OverdueSeriesAnswer, { description: 'Per currency.' }) series: OverdueSeriesAnswer[];
}

class MovementsOfDateAnswer {
  @CalendarDateField({ description: 'The date, of each account in its own calendar.' }) date: string;
  @Nested(() => CountFigureAnswer, { description: 'Accounts that became past due.' })
  entered: CountFigureAnswer;
  @Nested(() => CountFigureAnswer, { description: 'Accounts that ceased to be.' }) left: CountFigureAnswer;
}

class PastDueMovementsAnswer implements PastDueMovements {
  @ListOf(() => MovementsOfDateAnswer, { description: 'In order, the last one today.' })
  days: MovementsOfDateAnswer[];
  @WholeNumber({ description: 'All that became past due.' }) entered: number;
  @WholeNumber({ description: 'All that ceased to be.' }) left: number;
}

class DoneTodayAnswer extends CountFigureAnswer {
  @OneOf({ description: 'What was done.', values: Object.keys(ACTIONS) }) kind: ActionKind;
}

class LastRunAnswer implements LastRun {
  @CalendarDateField({ description: 'The business date.' }) date: string;
  @InstantField({ description: 'null: it runs.', nullable }) finishedAt: string | null;
  @WholeNumber({ description: 'Subjects.' }) lookedAt: number;
  @WholeNumber({ description: 'Journeys that began.' }) entered: number;
  @WholeNumber({ description: 'How long it took.' }) durationMs: number;
}

const STATUSES: Readonly<Record<AutomationStatus, true>> = {
  draft: true,
  live: true,
  paused: true,
  archived: true,
};

class AutomationTodayAnswer implements AutomationToday {
  @IdField({ description: 'The automation.' }) id: string;
  @Text({ description: 'Its name.' }) name: string;
  @OneOf({ description: 'Whether it runs.', values: Object.keys(STATUSES) }) status: AutomationStatus;
  @ListOf(() => DoneTodayAnswer, { description: 'Effects that were had today.' }) done: DoneTodayAnswer[];
  @Nested(() => CountFigureAnswer, { description: 'Effects that something keeps waiting.' })
  heldBack: CountFigureAnswer;
  @Nested(() => CountFigureAnswer, { description: 'Journeys under way.' }) underWay: CountFigureAnswer;
  @ListOf(() => AmountFigureAnswer, { description: 'Overdue balances of the accounts concerned.' })
  atStake: AmountFigureAnswer[];
  @Nested(() => LastRunAnswer, { description: 'null: not evaluated yet.', nullable })
  lastRun: LastRunAnswer | null;
}

class AfterContactAnswer implements AfterContact {
  @WholeNumber({ description: 'Dates on which a message counts, today included.' }) days: number;
  @WholeNumber({ description: 'Dates after it on which money counts.' }) within: number;
  @Nested(() => CountFigureAnswer, { description: 'Accounts with a message.' }) contacted: CountFigureAnswer;
  @Nested(() => CountFigureAnswer, { description: 'Those of them that paid.' }) paid: CountFigureAnswer;
  @ListOf(() => AmountFigureAnswer, { description: 'What came.' }) amounts: AmountFigureAnswer[];
}

export class OverviewAnswer implements Overview {
  @InstantField({ description: 'Business now.' }) asOf: string;
  @CalendarDateField({ description: "The workspace's date." }) today: string;
  @Text({ description: "The workspace's zone." }) timeZone: string;
  @Texts({ description: 'In the order of their codes.' }) currencies: string[];
  @ListOf(() => AmountFigureAnswer, { description: 'Overdue balances.' }) overdue: AmountFigureAnswer[];
  @ListOf(() => AmountFigureAnswer, { description: 'Outstanding balances.' })
  outstanding: AmountFigureAnswer[];
  @Nested(() => PastDueFiguresAnswer, { description: 'Accounts past due.' }) pastDue: PastDueFiguresAnswer;
  @ListOf(() => AgeingAnswer, { description: 'Per currency.' }) ageing: AgeingAnswer[];
  @Nested(() => OverdueTrendAnswer, { description: 'Overdue balances of a year.' }) trend: OverdueTrendAnswer;
  @Nested(() => PastDueMovementsAnswer, { description: 'Into and out of past due, 30 dates.' })
  movements: PastDueMovementsAnswer;
  @ListOf(() => AutomationTodayAnswer, { description: 'What automations did today.' })
  automations: AutomationTodayAnswer[];
  @Nested(() => AfterContactAnswer, { description: 'Money that came after a contact, not because of it.' })
  afterContact: AfterContactAnswer;
  @ApiProperty({
    description: 'What needs attention, by kind: how many, what is overdue there, the latest, and the list.',
    type: 'object',
    additionalProperties: true,
    isArray: true,
  })
  attention: OverviewAttention[];
}
