import {
  MISSED_BECAUSE,
  type DecideAllMissedRequest,
  type MissedBecause,
  type MissedFilter,
  type MissedGroup,
  type MissedItem,
  type MissedMatch,
} from '@dunwell/contract';
import { MoneyAnswer, SubjectAnswer } from '../../platform/http/common-answers.dto.js';
import {
  CalendarDateField,
  IdField,
  ListOf,
  Nested,
  OneOf,
  Text,
  Texts,
  WholeNumber,
} from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.js';
import type { MissedDecision } from './take-off-missed.js';

const optional = true;
const nullable = true;
const DECISIONS: readonly MissedDecision[] = ['run', 'dismiss'];

export class MissedQuery extends PageQuery implements MissedFilter {
  @IdField({ description: 'Only matches of this automation.', optional }) automationId?: string;
  @OneOf({ description: 'Only those missed for this reason.', optional, values: MISSED_BECAUSE })
  because?: MissedBecause;
  @Text({ description: 'Only those of the account with this key.', optional, maxLength: 200 })
  account?: string;
}

export class MissedItemBody implements MissedItem {
  @IdField({ description: 'The automation.' }) automationId: string;
  @CalendarDateField({ description: 'The business date it matched on.' }) date: string;
  @Text({ description: 'Account key, invoice number, subscription or payment method key.' }) subject: string;
}

export class DecideMissedBody {
  @ListOf(() => MissedItemBody, { description: 'What is decided.', maxItems: 200 })
  items: MissedItemBody[];
  @OneOf({ description: 'Act on them now, or take them off the list.', values: DECISIONS })
  decision: MissedDecision;
}

export class MissedFilterBody implements MissedFilter {
  @IdField({ description: 'Those of this automation.', optional }) automationId?: string;
  @OneOf({ description: 'Those missed for this reason.', optional, values: MISSED_BECAUSE })
  because?: MissedBecause;
  @Text({ description: 'Those of the account with this key.', optional, maxLength: 200 }) account?: string;
}

export class DecideAllMissedBody implements DecideAllMissedRequest {
  @Nested(() => MissedFilterBody, { description: 'Which; all of them when it says nothing.' })
  filter: MissedFilterBody;
  @OneOf({ description: 'Act on them now, or take them off the list.', values: DECISIONS })
  decision: MissedDecision;
  @WholeNumber({ description: 'How many are meant; refused (409) where there are more or fewer.', min: 0 })
  expected: number;
}

export class MissedAnswer implements MissedMatch {
  @IdField({ description: 'The automation.' }) automationId: string;
  @Text({ description: 'Its name.' }) automation: string;
  @CalendarDateField({ description: 'The business date it matched on.' }) date: string;
  @Nested(() => SubjectAnswer, { description: 'Who matched.' }) subject: SubjectAnswer;
  @Text({ description: "The account's name.", nullable }) accountName: string | null;
  @Texts({ description: 'The cases taken.' }) path: string[];
  @OneOf({ description: 'Why it was not acted on.', values: MISSED_BECAUSE }) because: MissedBecause;
  @Text({ description: 'The same in words.' }) words: string;
  @Nested(() => MoneyAnswer, { description: 'What the account owes past due now.' }) overdue: MoneyAnswer;
}

export class MissedGroupAnswer implements MissedGroup {
  @IdField({ description: 'The automation.' }) automationId: string;
  @Text({ description: 'Its name.' }) automation: string;
  @OneOf({ description: 'Why they were not acted on.', values: MISSED_BECAUSE }) because: MissedBecause;
  @Text({ description: 'The same in words.' }) words: string;
  @WholeNumber({ description: 'How many.' }) count: number;
  @CalendarDateField({ description: 'The earliest date.' }) firstDate: string;
  @CalendarDateField({ description: 'The latest date.' }) lastDate: string;
  @ListOf(() => MoneyAnswer, { description: 'What their accounts owe past due now, each once.' })
  overdue: MoneyAnswer[];
}

export class MissedGroupsAnswer {
  @ListOf(() => MissedGroupAnswer, { description: 'The largest first.' }) groups: MissedGroupAnswer[];
}
