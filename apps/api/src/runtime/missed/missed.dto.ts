import {
  MISSED_BECAUSE,
  type DecideAllMissedRequest,
  type MissedBecause,
  type MissedFilter,
  type MissedGroup,
  type MissedItem,
  type MissedMatch,
  type SubjectReference,
} from '@dunwell/contract';
import {
  CalendarDateField,
  IdField,
  ListOf,
  MinorUnits,
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

class MissedSubject implements SubjectReference {
  @Text({ description: 'account, invoice, subscription or paymentMethod.' }) kind: SubjectReference['kind'];
  @Text({ description: 'Its key.' }) key: string;
  @Text({ description: "Its account's key." }) account: string;
}

class OwedAnswer {
  @Text({ description: 'ISO 4217.' }) currency: string;
  @MinorUnits({ description: 'How much.' }) amount: number;
}

export class MissedAnswer implements MissedMatch {
  @IdField({ description: 'The automation.' }) automationId: string;
  @Text({ description: 'Its name.' }) automation: string;
  @CalendarDateField({ description: 'The business date it matched on.' }) date: string;
  @Nested(() => MissedSubject, { description: 'Who matched.' }) subject: MissedSubject;
  @Text({ description: "The account's name.", nullable }) accountName: string | null;
  @Texts({ description: 'The cases taken.' }) path: string[];
  @OneOf({ description: 'Why it was not acted on.', values: MISSED_BECAUSE }) because: MissedBecause;
  @Text({ description: 'The same in words.' }) words: string;
  @Nested(() => OwedAnswer, { description: 'What the account owes past due now.' }) overdue: OwedAnswer;
}

export class MissedGroupAnswer implements MissedGroup {
  @IdField({ description: 'The automation.' }) automationId: string;
  @Text({ description: 'Its name.' }) automation: string;
  @OneOf({ description: 'Why they were not acted on.', values: MISSED_BECAUSE }) because: MissedBecause;
  @Text({ description: 'The same in words.' }) words: string;
  @WholeNumber({ description: 'How many.' }) count: number;
  @CalendarDateField({ description: 'The earliest date.' }) firstDate: string;
  @CalendarDateField({ description: 'The latest date.' }) lastDate: string;
  @ListOf(() => OwedAnswer, { description: 'What their accounts owe past due now, each once.' })
  overdue: OwedAnswer[];
}

export class MissedGroupsAnswer {
  @ListOf(() => MissedGroupAnswer, { description: 'The largest first.' }) groups: MissedGroupAnswer[];
}
