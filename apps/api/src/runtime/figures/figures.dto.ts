import type { NextRunReach, Reach, ScheduledRun, StepFigure, StepFigures } from '@dunwell/contract';
import { MoneyAnswer } from '../../platform/http/common-answers.dto.js';
import {
  CalendarDateField,
  InstantField,
  ListOf,
  Nested,
  Text,
  WholeNumber,
} from '../../platform/http/fields.js';

class ReachAnswer implements Reach {
  @WholeNumber({ description: 'How many subjects.' }) subjects: number;
  @ListOf(() => MoneyAnswer, { description: 'What their accounts owe past due, each once.' })
  overdue: MoneyAnswer[];
}

class RunAnswer extends ReachAnswer implements ScheduledRun {
  @Text({ description: 'The zone.' }) timeZone: string;
  @CalendarDateField({ description: 'The business date.' }) date: string;
  @InstantField({ description: 'When it runs.' }) at: string;
}

export class NextRunAnswer implements NextRunReach {
  @ListOf(() => RunAnswer, { description: 'Of each zone in use, the earliest first.' }) runs: RunAnswer[];
  @Nested(() => ReachAnswer, { description: 'Of all zones together.' }) total: ReachAnswer;
}

class StepFigureAnswer implements StepFigure {
  @Text({ description: 'The step.' }) step: string;
  @WholeNumber({ description: 'Journeys that stand at it.' }) waiting: number;
  @WholeNumber({ description: 'Of these, held back (S14).' }) heldBack: number;
  @WholeNumber({ description: 'Of these, for a person to decide.' }) needsAttention: number;
  @WholeNumber({ description: 'Done since.' }) done: number;
  @WholeNumber({ description: 'Failed for good since.' }) failed: number;
}

export class StepFiguresAnswer implements StepFigures {
  @InstantField({ description: 'Since when done and failed are counted.' }) since: string;
  @ListOf(() => StepFigureAnswer, { description: 'Steps with anything to tell, of whatever version.' })
  steps: StepFigureAnswer[];
}
