import type { TraceCommon, TrialEffect } from '@dunwell/contract';
import type { Action, Explanation } from '@dunwell/language';
import { ApiProperty } from '@nestjs/swagger';
import {
  CalendarDateField,
  InstantField,
  JsonObject,
  ListOf,
  OneOf,
  Text,
  WholeNumber,
} from '../../platform/http/fields.js';
import { EXPLANATIONS } from './explanation.dto.js';
import { OneByKind, type NamesByKind } from './one-by-kind.js';
import { ExplainedAnswer } from './explained.dto.js';
import { TRIAL_EFFECTS } from './trial-effect.dto.js';

/** A step as it was reached. */
export const TRACE_STEPS: NamesByKind = {
  branch: 'BranchStepAnswer',
  action: 'ActionStepAnswer',
  wait: 'WaitStepAnswer',
  waitFor: 'WaitForStepAnswer',
  repeat: 'RepeatStepAnswer',
  exit: 'ExitStepAnswer',
};

const nullable = true;

class TraceStepAnswer implements TraceCommon {
  @Text({ description: 'Its id in the document.' }) step: string;
  @Text({ description: 'Its label.', nullable }) label: string | null;
  @Text({ description: 'Pass numbers of the enclosing repeats, such as 2.1.', nullable }) occurrence:
    string | null;
  @InstantField({ description: 'When it was reached.' }) at: string;
  @CalendarDateField({ description: "The business date in the account's zone." }) date: string;
}

export class BranchStepAnswer extends TraceStepAnswer {
  @OneOf({ description: 'A branch.', values: ['branch'] }) kind: 'branch';
  @ListOf(() => ExplainedAnswer, { description: 'Its cases in order, up to the one taken.' })
  cases: ExplainedAnswer[];
  @Text({ description: 'The case; null: otherwise.', nullable }) taken: string | null;
}

export class ActionStepAnswer extends TraceStepAnswer {
  @OneOf({ description: 'An action.', values: ['action'] }) kind: 'action';
  @JsonObject({ description: 'The action as the document has it.' }) action: Action;
  @OneByKind(TRIAL_EFFECTS, { description: 'What it would have done.' }) effect: TrialEffect;
}

export class WaitStepAnswer extends TraceStepAnswer {
  @OneOf({ description: 'A wait.', values: ['wait'] }) kind: 'wait';
  @InstantField({ description: 'null: an exit came first.', nullable }) resumedAt: string | null;
}

export class WaitForStepAnswer extends TraceStepAnswer {
  @OneOf({ description: 'A wait for a condition.', values: ['waitFor'] }) kind: 'waitFor';
  @OneByKind(EXPLANATIONS, { description: 'The condition at its last look.' }) explanation: Explanation;
  @OneOf({ description: 'null: it still waits.', nullable, values: ['met', 'timeout'] })
  ended: 'met' | 'timeout' | null;
  @InstantField({ description: 'When it went on.', nullable }) resumedAt: string | null;
}

export class RepeatStepAnswer extends TraceStepAnswer {
  @OneOf({ description: 'A pass of a repeat begins.', values: ['repeat'] }) kind: 'repeat';
  @WholeNumber({ description: 'Its number, from 1.', min: 1 }) pass: number;
}

export class ExitStepAnswer extends TraceStepAnswer {
  @OneOf({ description: 'An exit step.', values: ['exit'] }) kind: 'exit';
  @ApiProperty({ description: 'Its reason.' }) reason: string;
}

export const TRACE_STEP_CLASSES = [
  BranchStepAnswer,
  ActionStepAnswer,
  WaitStepAnswer,
  WaitForStepAnswer,
  RepeatStepAnswer,
  ExitStepAnswer,
];
