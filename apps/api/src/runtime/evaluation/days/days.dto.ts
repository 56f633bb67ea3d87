import {
  MATCH_OUTCOMES,
  MISSED_BECAUSE,
  type EvaluatedMatch,
  type Evaluation,
  type EvaluationDay,
  type EvaluationDayWithZones,
  type EvaluationFunnel,
  type ExplainedBranch,
  type HeldBackReason,
  type MatchOutcome,
  type MissedBecause,
} from '@dunwell/contract';
import type { ConditionInWords } from '@dunwell/language';
import { ApiProperty } from '@nestjs/swagger';
import { MoneyAnswer, SubjectAnswer } from '../../../platform/http/common-answers.dto.js';
import {
  CalendarDateField,
  Flag,
  IdField,
  InstantField,
  JsonObject,
  ListOf,
  Nested,
  OneOf,
  Text,
  WholeNumber,
} from '../../../platform/http/fields.js';
import { PageQuery } from '../../../platform/http/page.js';

const optional = true;
const nullable = true;
const count = (description: string): PropertyDecorator => WholeNumber({ description });

export class MatchesQuery extends PageQuery {
  @OneOf({ description: 'Only those of whom this became.', optional, values: MATCH_OUTCOMES })
  outcome?: MatchOutcome;
}

class FunnelAnswer implements EvaluationFunnel {
  @count('Subjects of the zones on that date.') lookedAt: number;
  @count('Subjects the query let through to the engine.') candidates: number;
  @count('Would enter and had not before.') matched: number;
  @count('Journeys that began.') entered: number;
  @JsonObject({ description: 'Of the entered, with an outward step that waits, by reason (S14).' })
  heldBack: Partial<Record<HeldBackReason, number>>;
  @count('Had entered before.') alreadyEntered: number;
  @count('An exit held when they were acted on (S10).') endedBeforeActing: number;
  @count('Listed for an operator instead of acted on (S10).') missed: number;
  @count('Subjects whose facts could not be decided on.') errors: number;
  @count('Subjects on whom the query and the engine disagreed.') disagreements: number;
  @count('Milliseconds, of all zones together.') durationMs: number;
}

export class EvaluationDayAnswer implements EvaluationDay {
  @CalendarDateField({ description: 'The business date.' }) date: string;
  @OneOf({
    description: '`backlog`: the date before the first; `gap`: stands for dates too old.',
    values: ['scheduled', 'backlog', 'gap'],
  })
  kind: EvaluationDay['kind'];
  @CalendarDateField({ description: 'Of a gap, its first date.', nullable }) gapFrom: string | null;
  @ApiProperty({ description: 'The versions that decided it.', type: [Number] }) versions: number[];
  @OneOf({
    description: '`running`: in some zone it is not finished.',
    values: ['running', 'finished'],
  })
  status: EvaluationDay['status'];
  @count('How many zones.') zones: number;
  @InstantField({ description: "When its first zone's facts were read." }) firstAt: string;
  @InstantField({ description: "When its last zone's facts were read." }) lastAt: string;
  @Text({ description: 'What went wrong last.', nullable }) lastError: string | null;
  @Nested(() => FunnelAnswer, { description: 'What became of everybody.' }) funnel: FunnelAnswer;
}

class OutcomeCounts implements Record<MatchOutcome, number> {
  @count('Wait for their turn.') pending: number;
  @count('Entered.') entered: number;
  @count('Had entered before.') alreadyEntered: number;
  @count('An exit held.') endedBeforeActing: number;
  @count('Left out by a hold.') excluded: number;
  @count('Backlog.') skipped: number;
  @count('Missed.') missed: number;
  @count('Missed, and dismissed.') dismissed: number;
}

export class EvaluationDayWithZonesAnswer extends EvaluationDayAnswer implements EvaluationDayWithZones {
  @ApiProperty({
    description: 'One per zone, as `GET /automations/{id}/evaluations` lists them.',
    type: 'array',
    items: { type: 'object' },
  })
  evaluations: Evaluation[];
  @Nested(() => OutcomeCounts, { description: 'What became of those who matched.' }) outcomes: OutcomeCounts;
}

export class ConditionAnswer implements ConditionInWords {
  @count('How deep it stands; 0: the condition as a whole.') depth: number;
  @OneOf({
    description: 'A comparison, or how its members are taken.',
    values: ['comparison', 'all', 'any', 'not'],
  })
  kind: ConditionInWords['kind'];
  @Text({ description: 'The field, or how the members are taken, in words.' }) label: string;
  @Text({ description: 'What it required, in words; null: a group.', nullable }) required: string | null;
  @Text({ description: 'What it found, in words; null: a group.', nullable }) actual: string | null;
  @Flag({ description: 'It came out true.' }) holds: boolean;
  @OneOf({
    description: 'As wanted; not, but its group came out anyway; why its group did not.',
    values: ['holds', 'misses', 'fails'],
  })
  mark: ConditionInWords['mark'];
}

class ExplainedCaseAnswer {
  @Text({ description: 'The case.' }) id: string;
  @Text({ description: 'Its label.' }) label: string;
  @ListOf(() => ConditionAnswer, { description: 'Its condition, line by line.' })
  conditions: ConditionAnswer[];
}

class ExplainedBranchAnswer implements ExplainedBranch {
  @Text({ description: 'The step.' }) step: string;
  @Text({ description: 'Its label.', nullable }) label: string | null;
  @Text({ description: 'The label of the arm taken.' }) taken: string;
  @ListOf(() => ExplainedCaseAnswer, { description: 'The cases looked at, up to the one taken.' })
  cases: ExplainedCaseAnswer[];
}

class PathCase {
  @Text({ description: 'The case.' }) id: string;
  @Text({ description: 'Its label.' }) label: string;
}

export class EvaluatedMatchAnswer implements EvaluatedMatch {
  @Nested(() => SubjectAnswer, { description: 'Who matched.' }) subject: SubjectAnswer;
  @Text({ description: "The account's name.", nullable }) accountName: string | null;
  @Text({ description: 'The zone.' }) timeZone: string;
  @count('The version that decided.') version: number;
  @Nested(() => MoneyAnswer, { description: 'What was past due at the instant of the evaluation.' })
  overdue: MoneyAnswer;
  @OneOf({ description: 'What became of it.', values: MATCH_OUTCOMES }) outcome: MatchOutcome;
  @Text({ description: 'The same in words.' }) words: string;
  @OneOf({ description: 'Why it was missed.', nullable, values: MISSED_BECAUSE })
  missedBecause: MissedBecause | null;
  @Flag({ description: 'Found when facts came late (S10).' }) lateData: boolean;
  @IdField({ description: 'The journey it began.', nullable }) journeyId: string | null;
  @ListOf(() => PathCase, {
    description: 'The cases taken before the first step that is not a branch (S11).',
  })
  path: PathCase[];
  @ListOf(() => ConditionAnswer, { description: 'Why it may enter, line by line; empty: everybody enters.' })
  entry: ConditionAnswer[];
  @ListOf(() => ExplainedBranchAnswer, { description: 'The branches on the way.' })
  branches: ExplainedBranchAnswer[];
}
