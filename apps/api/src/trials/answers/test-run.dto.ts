import type { JourneyEnd, TestRunOutcome, TestRunResult, TestRunSubject, TraceStep } from '@dunwell/contract';
import type { Explanation } from '@dunwell/language';
import { ApiProperty } from '@nestjs/swagger';
import {
  CalendarDateField,
  InstantField,
  ListOf,
  Nested,
  OneOf,
  Text,
  Texts,
} from '../../platform/http/fields.js';
import { EXPLANATIONS } from './explanation.dto.js';
import { OneByKind } from './one-by-kind.js';
import { SubjectAnswer } from '../../platform/http/common-answers.dto.js';
import { ExplainedAnswer } from './explained.dto.js';
import { TRACE_STEPS } from './trace-step.dto.js';

const nullable = true;

export class JourneyEndAnswer implements JourneyEnd {
  @OneOf({
    description: 'exit: one of the exits of the document; exitStep: an exit step.',
    values: ['completed', 'exit', 'exitStep', 'streakEnded', 'excluded', 'expired', 'superseded'],
  })
  reason: JourneyEnd['reason'];
  @Text({ description: 'Which exit.', nullable }) exitId: string | null;
  @ApiProperty({ description: 'The reason in words.' }) words: string;
  @InstantField({ description: 'When.' }) at: string;
}

export class TestRunSubjectAnswer implements TestRunSubject {
  @Nested(() => SubjectAnswer, { description: 'Who.' }) subject: SubjectAnswer;
  @InstantField({ description: 'The instant of its evaluation (S0).' }) at: string;
  @OneOf({
    description: 'Whether a journey begins, and why not.',
    values: ['entered', 'entryFails', 'noEffect', 'exitHolds'],
  })
  outcome: TestRunOutcome;
  @OneByKind(EXPLANATIONS, { description: 'The entry; null where everybody enters.', nullable })
  entry: Explanation | null;
  @ListOf(() => ExplainedAnswer, { description: 'The exits at that instant.' }) exits: ExplainedAnswer[];
  @Texts({ description: 'Cases taken before the first step that is not a branch (S11).' }) path: string[];
  @OneByKind(TRACE_STEPS, { description: 'The steps reached, in the order of time.', isArray: true })
  trace: TraceStep[];
  @Nested(() => JourneyEndAnswer, {
    description: 'null: there was no journey, or it still waits a year after `asOf`.',
    nullable,
  })
  end: JourneyEndAnswer | null;
}

export class TestRunAnswer implements TestRunResult {
  @CalendarDateField({ description: 'The business date played.' }) asOf: string;
  @ApiProperty({ description: 'What was tried, in words.' }) sentence: string;
  @ListOf(() => TestRunSubjectAnswer, { description: 'In the order of the accounts asked for.' })
  subjects: TestRunSubjectAnswer[];
}
