import type {
  DiaryDay,
  DiaryEntry,
  DiaryKind,
  DiaryRequest,
  DiaryResult,
  SubjectReference,
} from '@dunwell/contract';
import { ApiProperty } from '@nestjs/swagger';
import { SubjectAnswer } from '../../platform/http/common-answers.dto.js';
import {
  CalendarDateField,
  InstantField,
  ListOf,
  MinorUnits,
  Nested,
  OneOf,
  Text,
  WholeNumber,
} from '../../platform/http/fields.js';
import { RenderedMessageAnswer } from '../answers/trial-effect.dto.js';
import { TrialSourceBody, WhatIfBody } from '../trials.dto.js';

const nullable = true;

/** As far as a test run's journeys are played. */
export const LONGEST_DIARY_DAYS = 366;

export class DiaryBody extends TrialSourceBody implements Pick<DiaryRequest, 'account' | 'from' | 'days'> {
  @Text({ description: "The account's key.", maxLength: 200 })
  account: string;

  @CalendarDateField({ description: "The first business date evaluated, in the account's zone." })
  from: string;

  @WholeNumber({ description: 'How many dates.', min: 1, max: LONGEST_DIARY_DAYS })
  days: number;

  @Nested(() => WhatIfBody, { description: 'Facts that are assumed; nothing of them stays.', optional: true })
  whatIf?: WhatIfBody;
}

const KINDS: readonly DiaryKind[] = [
  'balance',
  'hold',
  'enters',
  'staysOut',
  'branch',
  'done',
  'alreadyDone',
  'lacks',
  'heldBack',
  'waits',
  'goesOn',
  'ends',
  'takenBack',
];

export class DiaryEntryAnswer implements DiaryEntry {
  @InstantField({ description: 'When.' }) at: string;
  @Text({ description: 'The local time, HH:MM.' }) time: string;
  @OneOf({ description: 'What sort of thing happens.', values: KINDS }) kind: DiaryKind;
  @Nested(() => SubjectAnswer, {
    description: "Whom it is about; null: the account's money or holds.",
    nullable,
  })
  subject: SubjectReference | null;
  @WholeNumber({ description: 'Which journey, counted from 1 in the order of entry.', nullable })
  journey: number | null;
  @Text({ description: 'The step, by its id.', nullable }) step: string | null;
  @Text({ description: 'Pass numbers of the enclosing repeats, such as 2.1.', nullable }) occurrence:
    string | null;
  @ApiProperty({ description: 'What happens, in words.' }) words: string;
  @Nested(() => RenderedMessageAnswer, { description: 'What is sent, where something is.', nullable })
  message: RenderedMessageAnswer | null;
}

export class DiaryDayAnswer implements DiaryDay {
  @CalendarDateField({ description: "The business date in the account's zone." }) date: string;
  @WholeNumber({ description: 'Which day of the streak it is; null: nothing was overdue on it.', nullable })
  streakDay: number | null;
  @MinorUnits({ description: 'What is overdue when the date ends.' }) overdue: number;
  @ListOf(() => DiaryEntryAnswer, { description: 'What happens on it, in order of time.' })
  entries: DiaryEntryAnswer[];
}

export class DiaryAnswer implements DiaryResult {
  @Text({ description: "The account's key." }) account: string;
  @Text({ description: 'Its currency.' }) currency: string;
  @CalendarDateField({ description: 'The first date.' }) from: string;
  @CalendarDateField({ description: 'The last date.' }) to: string;
  @ApiProperty({ description: 'What was tried, in words.' }) sentence: string;
  @ListOf(() => SubjectAnswer, {
    description: 'Those who would have entered on the date before too: backlog of a first publish (S12).',
  })
  backlog: SubjectAnswer[];
  @ListOf(() => DiaryDayAnswer, { description: 'One per date, in order.' }) days: DiaryDayAnswer[];
}
