import {
  BILLING_ENTITIES,
  type BillingEntity,
  type ColumnGuess,
  type ColumnLook,
  type FileColumn,
  type ImportMapping,
  type ImportPreview,
  type PreviewProblem,
  type PreviewRow,
  type StandardColumnWords,
} from '@dunwell/contract';
import { Flag, JsonObject, ListOf, OneOf, Text, Texts, WholeNumber } from '../../../platform/http/fields.js';

const nullable = true;
const LOOKS: readonly ColumnLook[] = [
  'empty',
  'date',
  'amount',
  'number',
  'currency',
  'email',
  'country',
  'boolean',
  'text',
];

export class PreviewQuery {
  @Flag({
    description: 'There is more of the file: its last line may be half of one.',
    optional: true,
    inQuery: true,
  })
  cut?: boolean;
}

class StandardColumnAnswer implements StandardColumnWords {
  @Text({ description: 'Its name.' }) name: string;
  @Text({ description: 'What its cells are.' }) kind: string;
  @Flag({ description: 'A file without it is refused.' }) required: boolean;
  @Texts({ description: 'Of a choice: what it may be.' }) options: string[];
}

class FileColumnAnswer implements FileColumn {
  @Text({ description: 'Its name.' }) name: string;
  @Texts({ description: 'Some of its values.', maxItems: 5 }) samples: string[];
  @OneOf({ description: 'What they look like.', values: LOOKS }) looksLike: ColumnLook;
}

class ColumnGuessAnswer implements ColumnGuess {
  @Text({ description: 'The standard column.' }) column: string;
  @Text({ description: 'The column of the file.' }) fileColumn: string;
  @OneOf({ description: 'Why.', values: ['name', 'synonym', 'values'] }) by: ColumnGuess['by'];
}

class PreviewProblemAnswer implements PreviewProblem {
  @Text({ description: 'The column of the file; null: the row or file as a whole.', nullable })
  column: string | null;
  @Text({ description: 'What is wrong, and how to mend it.' }) reason: string;
}

class PreviewRowAnswer implements PreviewRow {
  @WholeNumber({ description: 'Number of the line in the file.' }) line: number;
  @JsonObject({ description: "By the file's columns, as they stand there." }) cells: Record<string, string>;
  @JsonObject({ description: "By the API's fields, as far as they could be read." })
  input: Record<string, unknown>;
  @ListOf(() => PreviewProblemAnswer, { description: 'Empty: it would be in.' })
  problems: PreviewProblemAnswer[];
}

export class ImportPreviewAnswer implements ImportPreview {
  @OneOf({ description: 'What the rows are.', values: BILLING_ENTITIES }) entity: BillingEntity;
  @ListOf(() => StandardColumnAnswer, { description: 'What columns may be mapped to.' })
  standardColumns: StandardColumnAnswer[];
  @ListOf(() => FileColumnAnswer, { description: 'What the file has.' }) columns: FileColumnAnswer[];
  @JsonObject({ description: 'As it was sent, else as it was guessed.' }) mapping: ImportMapping;
  @ListOf(() => ColumnGuessAnswer, { description: 'Why columns were mapped so.' })
  guesses: ColumnGuessAnswer[];
  @Texts({ description: 'What is to be looked at, in words.' }) doubts: string[];
  @ListOf(() => PreviewProblemAnswer, {
    description: 'Why the file would be refused; empty: it would be taken.',
  })
  problems: PreviewProblemAnswer[];
  @ListOf(() => PreviewRowAnswer, { description: 'Its first rows.', maxItems: 20 }) rows: PreviewRowAnswer[];
}
