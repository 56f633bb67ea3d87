import type { Start, StartOutcome, StartRequest, StartResult } from '@dunwell/contract';
import { SubjectAnswer } from '../../platform/http/common-answers.dto.js';
import { IdField, ListOf, Nested, OneOf, Text, Texts, WholeNumber } from '../../platform/http/fields.js';

export const MOST_ACCOUNTS = 500;

export class StartBody implements StartRequest {
  @Texts({ description: `Keys of 1 to ${MOST_ACCOUNTS} accounts.`, maxItems: MOST_ACCOUNTS, maxLength: 200 })
  accounts: string[];
}

const OUTCOMES: Readonly<Record<StartOutcome, true>> = {
  started: true,
  entryFails: true,
  noEffect: true,
  exitHolds: true,
  tooSoon: true,
  alreadyEntered: true,
  excluded: true,
  noSubject: true,
  failed: true,
};

class StartAnswer implements Start {
  @Nested(() => SubjectAnswer, { description: 'What the journey is about.' }) subject: SubjectAnswer;
  @OneOf({ description: 'What came of it.', values: Object.keys(OUTCOMES) }) outcome: StartOutcome;
  @Text({ description: 'The outcome in words, with its reason.' }) words: string;
  @IdField({ description: 'The journey that began.', nullable: true }) journeyId: string | null;
}

export class StartsAnswer implements StartResult {
  @WholeNumber({ description: 'Journeys that began.' }) started: number;
  @ListOf(() => StartAnswer, { description: 'Each subject, in the order of the accounts.' })
  starts: StartAnswer[];
}
