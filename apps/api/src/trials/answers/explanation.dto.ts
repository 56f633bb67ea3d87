import type {
  ComparisonExplanation,
  ComparisonNote,
  Explanation,
  GroupExplanation,
  NotExplanation,
} from '@dunwell/language';
import { ApiProperty } from '@nestjs/swagger';
import { Flag, JsonObject, OneOf, Text } from '../../platform/http/fields.js';
import { OneByKind, type NamesByKind } from './one-by-kind.js';

/** A condition as evaluated: the same tree, every comparison with its reason. */
export const EXPLANATIONS: NamesByKind = {
  comparison: 'ComparisonExplanationAnswer',
  all: 'GroupExplanationAnswer',
  any: 'GroupExplanationAnswer',
  not: 'NotExplanationAnswer',
};

const SCALARS = [{ type: 'number' }, { type: 'string' }, { type: 'boolean' }];

export class ComparisonExplanationAnswer implements ComparisonExplanation {
  @OneOf({ description: 'One comparison.', values: ['comparison'] }) kind: 'comparison';
  @Text({ description: 'The id of the field.' }) field: ComparisonExplanation['field'];
  @Text({ description: 'The operator.' }) operator: ComparisonExplanation['operator'];
  @JsonObject({ description: "The field's parameters.", optional: true })
  params?: Record<string, number | string>;
  @ApiProperty({
    description: 'As the document has it; null where the operator takes none.',
    anyOf: [...SCALARS, { type: 'array', items: { anyOf: SCALARS } }, { type: 'object' }, { type: 'null' }],
  })
  required: ComparisonExplanation['required'];
  @ApiProperty({
    description: 'What was found; null: not set.',
    anyOf: [...SCALARS, { type: 'array', items: { type: 'string' } }, { type: 'null' }],
  })
  actual: ComparisonExplanation['actual'];
  @Text({ description: "The account's currency, for money.", optional: true }) currency?: string;
  @OneOf({
    description: 'Why there was nothing to compare (S17).',
    optional: true,
    values: ['notSet', 'noAmountForCurrency'],
  })
  note?: ComparisonNote;
  @Flag({ description: 'Whether it came out true.' }) holds: boolean;
}

export class GroupExplanationAnswer implements GroupExplanation {
  @OneOf({ description: 'All of them, or any.', values: ['all', 'any'] }) kind: 'all' | 'any';
  @Flag({ description: 'Whether it came out true.' }) holds: boolean;
  @OneByKind(EXPLANATIONS, { description: 'Its conditions, in order.', isArray: true })
  children: Explanation[];
}

export class NotExplanationAnswer implements NotExplanation {
  @OneOf({ description: 'The opposite of one condition.', values: ['not'] }) kind: 'not';
  @Flag({ description: 'Whether it came out true.' }) holds: boolean;
  @OneByKind(EXPLANATIONS, { description: 'The condition.' }) child: Explanation;
}
