import type {
  CopyRuleTestRequest,
  ExampleFacts,
  RuleTest,
  RuleTestAction,
  RuleTestDifference,
  RuleTestEnd,
  RuleTestInput,
  RuleTestJourney,
  RuleTestMessage,
  RuleTestOutcome,
  RuleTestResult,
  RuleTestsResult,
  RunRuleTestsRequest,
  RunSavedTestsRequest,
  SaveRuleTestRequest,
} from '@dunwell/contract';
import type { AutomationDocument } from '@dunwell/language';
import { ApiProperty } from '@nestjs/swagger';
import { INPUT_BODIES, PlaceHoldBody } from '../../billing/billing-what-if.js';
import {
  CalendarDateField,
  Flag,
  IdField,
  JsonObject,
  ListOf,
  Nested,
  OneOf,
  Text,
  Texts,
  WholeNumber,
} from '../../platform/http/fields.js';
import { MOST_RULE_TESTS } from './rule-tests.js';

const optional = true;
const nullable = true;
const LONGEST_DAYS = 366;
/** Revisions are PostgreSQL integers. */
const MOST = 2_147_483_647;

const First = () => CalendarDateField({ description: 'The first business date evaluated.' });
const Days = () => WholeNumber({ description: 'How many dates.', min: 1, max: LONGEST_DAYS });
const About = () =>
  Text({ description: "The subject's key; absent in rules about accounts.", optional, maxLength: 200 });
const On = () => CalendarDateField({ description: 'The business date.' });

const { accounts, invoices, payments, credits, subscriptions, paymentMethods, tags } = INPUT_BODIES;

/** One account as it would be sent. */
export class ExampleFactsBody implements ExampleFacts {
  @ListOf(() => accounts, { description: 'Exactly one account; further rows say since when else.' })
  accounts: InstanceType<typeof accounts>[];
  @ListOf(() => invoices, { description: 'Its invoices.', optional })
  invoices?: InstanceType<typeof invoices>[];
  @ListOf(() => payments, { description: 'Its payments.', optional })
  payments?: InstanceType<typeof payments>[];
  @ListOf(() => credits, { description: 'Its credits.', optional })
  credits?: InstanceType<typeof credits>[];
  @ListOf(() => subscriptions, { description: 'Its subscriptions.', optional })
  subscriptions?: InstanceType<typeof subscriptions>[];
  @ListOf(() => paymentMethods, { description: 'Its payment methods.', optional })
  paymentMethods?: InstanceType<typeof paymentMethods>[];
  @ListOf(() => tags, { description: 'Its tags.', optional })
  tags?: InstanceType<typeof tags>[];
  @ListOf(() => PlaceHoldBody, { description: 'Holds on it or its invoices.', optional })
  holds?: PlaceHoldBody[];
}

class RuleTestEndBody implements RuleTestEnd {
  @On() on: string;
  @OneOf({
    description: 'exit: one of the exits of the document; exitStep: an exit step.',
    values: ['completed', 'exit', 'exitStep', 'streakEnded', 'excluded', 'expired', 'superseded'],
  })
  reason: RuleTestEnd['reason'];
  @Text({ description: 'Which exit.', nullable }) exit: string | null;
}

class RuleTestJourneyBody implements RuleTestJourney {
  @On() on: string;
  @About() subject?: string;
  @Texts({ description: 'Cases taken before the first step that is not a branch (S11).' }) path: string[];
  @Nested(() => RuleTestEndBody, { description: 'null: still under way after the dates.', nullable })
  end: RuleTestEndBody | null;
}

class RuleTestActionBody implements RuleTestAction {
  @On() on: string;
  @About() subject?: string;
  @Text({ description: 'The step, by its id.' }) step: string;
  @OneOf({
    description: 'What it comes to; lacks: it lacks what it needs (S17).',
    values: ['done', 'alreadyDone', 'lacks', 'takenBack'],
  })
  result: RuleTestAction['result'];
}

class RuleTestMessageBody implements RuleTestMessage {
  @On() on: string;
  @Texts({ description: 'The addresses.' }) to: string[];
  @Text({ description: 'The subject line.', maxLength: 1000 }) subject: string;
  @Text({
    description: 'The message as plain text; compared where it is expected.',
    optional,
    maxLength: 100_000,
  })
  text?: string;
}

class ExpectedBody implements Partial<RuleTestOutcome> {
  @ListOf(() => RuleTestJourneyBody, { description: 'Who enters, by which path, and how it ends.', optional })
  journeys?: RuleTestJourneyBody[];
  @ListOf(() => RuleTestActionBody, { description: 'The actions, in order of time.', optional })
  actions?: RuleTestActionBody[];
  @ListOf(() => RuleTestMessageBody, { description: 'The messages, in order of time.', optional })
  messages?: RuleTestMessageBody[];
}

export class RuleTestBody implements RuleTestInput {
  @Text({ description: 'Unique among the tests of the automation.', maxLength: 200 }) name: string;
  @Nested(() => ExampleFactsBody, { description: 'The example account.' }) facts: ExampleFactsBody;
  @First() from: string;
  @Days() days: number;
  @Nested(() => ExpectedBody, { description: 'What is expected; a part that is absent is not compared.' })
  expected: ExpectedBody;
}

export class SaveRuleTestBody extends RuleTestBody implements SaveRuleTestRequest {
  @WholeNumber({ description: 'The revision the change started from.', min: 1, max: MOST })
  revision: number;
}

export class CopyRuleTestBody implements CopyRuleTestRequest {
  @Text({ description: "The account's key.", maxLength: 200 }) account: string;
  @First() from: string;
  @Days() days: number;
}

export class RunSavedTestsBody implements RunSavedTestsRequest {
  @JsonObject({ description: 'Another document than the draft.', optional })
  document?: AutomationDocument;
}

export class RunRuleTestsBody implements RunRuleTestsRequest {
  @JsonObject({ description: 'The document.' }) document: AutomationDocument;
  @ListOf(() => RuleTestBody, { description: 'The tests.', maxItems: MOST_RULE_TESTS }) tests: RuleTestBody[];
}

export class RuleTestAnswer extends RuleTestBody implements RuleTest {
  @IdField({ description: 'The test.' }) id: string;
  @WholeNumber({ description: 'Raised by each save.' }) revision: number;
  @ApiProperty({ description: 'When it was last saved.', format: 'date-time' }) savedAt: string;
  @Text({ description: 'By whom.' }) savedBy: string;
}

class OutcomeAnswer implements RuleTestOutcome {
  @ListOf(() => RuleTestJourneyBody, { description: 'Who entered.' }) journeys: RuleTestJourneyBody[];
  @ListOf(() => RuleTestActionBody, { description: 'The actions.' }) actions: RuleTestActionBody[];
  @ListOf(() => RuleTestMessageBody, { description: 'The messages.' }) messages: RuleTestMessageBody[];
}

class DifferenceAnswer implements RuleTestDifference {
  @OneOf({ description: 'Which part.', values: ['journeys', 'actions', 'messages'] })
  part: RuleTestDifference['part'];
  @Texts({ description: '"- " was expected only, "+ " happened only, "  " is as expected.' }) lines: string[];
}

class ProblemAnswer {
  @Text({ description: 'Where.' }) path: string;
  @Text({ description: 'Stable.' }) code: string;
  @Text({ description: 'What is wrong.' }) message: string;
}

export class RuleTestResultAnswer implements RuleTestResult {
  @IdField({ description: 'The test; null: it is not saved.', nullable }) id: string | null;
  @Text({ description: 'Its name.' }) name: string;
  @Flag({ description: 'Whether everything came as expected.' }) passed: boolean;
  @Nested(() => OutcomeAnswer, { description: 'What happened; null: the facts were refused.', nullable })
  actual: OutcomeAnswer | null;
  @ListOf(() => DifferenceAnswer, { description: 'Where it differs.' }) differences: DifferenceAnswer[];
  @ListOf(() => ProblemAnswer, { description: 'Why the facts were refused.' }) problems: ProblemAnswer[];
}

export class RuleTestsAnswer implements RuleTestsResult {
  @Flag({ description: 'Whether all passed.' }) passed: boolean;
  @ListOf(() => RuleTestResultAnswer, { description: 'In the order of the tests.' })
  results: RuleTestResultAnswer[];
}
