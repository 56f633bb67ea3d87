import type { BacktestEntry, BacktestTotals, ProblemDetails } from '@dunwell/contract';
import { ApiProperty } from '@nestjs/swagger';
import {
  CalendarDateField,
  JsonObject,
  ListOf,
  Nested,
  OneOf,
  Text,
  Texts,
  WholeNumber,
} from '../../platform/http/fields.js';
import type { NamesByKind } from './one-by-kind.js';
import { MoneyAnswer, SubjectAnswer } from '../../platform/http/common-answers.dto.js';

/** The lines of a backtest. */
export const BACKTEST_LINES: NamesByKind = {
  entry: 'BacktestEntryLine',
  totals: 'BacktestTotalsLine',
  problem: 'BacktestProblemLine',
};

/** A property that holds a number for each action step. */
const ByStep = (description: string): PropertyDecorator =>
  ApiProperty({ description, type: 'object', additionalProperties: { type: 'integer' } });

export class BacktestEntryLine implements BacktestEntry {
  @OneOf({ description: 'Somebody enters.', values: ['entry'] }) kind: 'entry';
  @CalendarDateField({ description: 'The business date on which it matched.' }) date: string;
  @CalendarDateField({
    description: 'Where `maxEntriesPerRun` let it begin on a later date only: that date.',
    optional: true,
  })
  startedOn?: string;
  @Text({ description: "The account's key." }) account: string;
  @Nested(() => SubjectAnswer, { description: 'Absent in rules about accounts.', optional: true })
  subject?: SubjectAnswer;
  @Texts({ description: 'Cases taken before the first step that is not a branch (S11).' }) path: string[];
  @Texts({ description: 'Action steps reached, in order, waits played through.' }) actions: string[];
  @Nested(() => MoneyAnswer, { description: 'What the account owed past due when it entered.' })
  overdue: MoneyAnswer;
}

export class BeforeAnswer {
  @WholeNumber({ description: 'How many.' }) subjects: number;
  @ListOf(() => MoneyAnswer, { description: 'Owing so much past due.' }) overdue: MoneyAnswer[];
}

export class BacktestTotalsLine implements BacktestTotals {
  @OneOf({ description: 'The last line.', values: ['totals'] }) kind: 'totals';
  @CalendarDateField({ description: 'The first date.' }) from: string;
  @CalendarDateField({ description: 'The last date.' }) to: string;
  @WholeNumber({ description: 'How many entries.' }) entries: number;
  @WholeNumber({ description: 'Different accounts among them.' }) accounts: number;
  @ListOf(() => MoneyAnswer, { description: 'Overdue at entry, each account counted at its first.' })
  overdue: MoneyAnswer[];
  @ByStep('How often each action step was reached.') actions: Record<string, number>;
  @ByStep('How often each lacked what it needs and had no `onFailure` (S17).')
  needsAttention: Record<string, number>;
  @Nested(() => BeforeAnswer, { description: 'Would have entered on the day before (S19).' })
  before: BeforeAnswer;
}

export class BacktestProblemLine {
  @OneOf({ description: 'It could not go on; the last line.', values: ['problem'] }) kind: 'problem';
  @JsonObject({ description: 'A problem as refusals have it (RFC 9457).' }) problem: ProblemDetails;
}

export const BACKTEST_LINE_CLASSES = [BacktestEntryLine, BacktestTotalsLine, BacktestProblemLine];
