import {
  BILLING_ENTITIES,
  type BillingEntity,
  type Import,
  type ImportStatus,
  type ImportUndo,
} from '@dunwell/contract';
import {
  Flag,
  IdField,
  InstantField,
  Nested,
  OneOf,
  Text,
  Texts,
  WholeNumber,
} from '../../platform/http/fields.js';

export class ImportEntityParameter {
  @OneOf({ description: 'What the rows of the file are.', values: BILLING_ENTITIES })
  entity: BillingEntity;
}

class UndoneAnswer {
  @InstantField({ description: 'When.' })
  at: string;

  @Text({ description: 'By whom.' })
  by: string;
}

export class ImportAnswer implements Import {
  @IdField({ description: 'The import.' })
  id: string;

  @OneOf({ description: 'What the rows of the file are.', values: BILLING_ENTITIES })
  entity: BillingEntity;

  @Text({ description: 'The name of the file.', nullable: true })
  fileName: string | null;

  @OneOf({
    description: '`failed`: it ended before the file did; `failure` says why. `undone`: it was taken back.',
    values: ['running', 'finished', 'failed', 'undone'],
  })
  status: ImportStatus;

  @WholeNumber({ description: 'Number of the last line that was read.' })
  linesRead: number;

  @WholeNumber({ description: 'Rows that are in, those that changed nothing included.' })
  accepted: number;

  @WholeNumber({ description: 'Lines that are not; `rejections` lists them.' })
  rejected: number;

  @WholeNumber({ description: 'Things it made.' })
  created: number;

  @WholeNumber({ description: 'Things it changed that were there before.' })
  changed: number;

  @Texts({ description: 'Columns of the file that nothing names.' })
  ignoredColumns: string[];

  @Text({ description: 'Why it ended before the file did, and how much is in.', nullable: true })
  failure: string | null;

  @InstantField({ description: 'When it began.' })
  startedAt: string;

  @InstantField({ description: 'When it ended.', nullable: true })
  finishedAt: string | null;

  @Nested(() => UndoneAnswer, { description: 'When it was taken back, and by whom.', nullable: true })
  undone: UndoneAnswer | null;
}

export class ImportUndoAnswer implements ImportUndo {
  @Flag({ description: 'It may be taken back.' })
  possible: boolean;

  @Texts({ description: 'Why not, in words.' })
  reasons: string[];

  @WholeNumber({ description: 'How many things would be removed.' })
  removes: number;
}
