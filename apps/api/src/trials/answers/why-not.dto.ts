import type { WhyNotResult, WhyNotSubject, WhyNotVerdict } from '@dunwell/contract';
import type { Explanation } from '@dunwell/language';
import {
  CalendarDateField,
  IdField,
  InstantField,
  ListOf,
  Nested,
  OneOf,
  Text,
  Texts,
  WholeNumber,
} from '../../platform/http/fields.js';
import { ComparisonExplanationAnswer, EXPLANATIONS } from './explanation.dto.js';
import { OneByKind } from './one-by-kind.js';
import { SubjectAnswer } from '../../platform/http/common-answers.dto.js';
import { ExplainedAnswer } from './explained.dto.js';

const nullable = true;

export class AutomationNameAnswer {
  @IdField({ description: 'Its id.' }) id: string;
  @Text({ description: 'Its name.' }) name: string;
}

export class EnteredBeforeAnswer {
  @CalendarDateField({ description: 'The business date it entered for.' }) date: string;
  @IdField({ description: 'The journey; null: skipped as backlog (S12).', nullable }) journeyId:
    string | null;
}

export class WhyNotSubjectAnswer implements WhyNotSubject {
  @Nested(() => SubjectAnswer, { description: 'Who.' }) subject: SubjectAnswer;
  @OneOf({
    description: 'Whether it would enter, and what keeps it out.',
    values: ['wouldEnter', 'entryFails', 'noEffect', 'exitHolds', 'enteredBefore'],
  })
  verdict: WhyNotVerdict;
  @OneByKind(EXPLANATIONS, { description: 'The entry; null where everybody enters.', nullable })
  entry: Explanation | null;
  @ListOf(() => ComparisonExplanationAnswer, {
    description: 'Comparisons that would have to come out otherwise.',
  })
  failing: ComparisonExplanationAnswer[];
  @Nested(() => ExplainedAnswer, { description: 'The exit that holds.', nullable })
  exit: ExplainedAnswer | null;
  @Nested(() => EnteredBeforeAnswer, { description: 'When its entry key was taken (S11).', nullable })
  enteredBefore: EnteredBeforeAnswer | null;
  @CalendarDateField({
    description: 'The first date within 366 days on which it would enter if nothing changes.',
    nullable,
  })
  firstDate: string | null;
  @Texts({ description: 'Where there is no such date: the fields that would have to change.' })
  fieldsToChange: string[];
}

export class WhyNotAnswer implements WhyNotResult {
  @Nested(() => AutomationNameAnswer, { description: 'The automation.' }) automation: AutomationNameAnswer;
  @WholeNumber({ description: 'Its live version; null: the draft.', nullable }) version: number | null;
  @Text({ description: "The account's key." }) account: string;
  @InstantField({ description: 'The instant of the facts.' }) asOf: string;
  @ListOf(() => WhyNotSubjectAnswer, { description: 'The account, or each of its subjects of the rule.' })
  subjects: WhyNotSubjectAnswer[];
}
