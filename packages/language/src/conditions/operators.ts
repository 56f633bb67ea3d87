import type { FieldType } from '../fields/field.js';

export type OperatorId =
  | 'equals'
  | 'notEquals'
  | 'atLeast'
  | 'atMost'
  | 'moreThan'
  | 'lessThan'
  | 'between'
  | 'isOneOf'
  | 'isNoneOf'
  | 'contains'
  | 'containsAny'
  | 'containsNone'
  | 'startsWith'
  | 'isSet'
  | 'isNotSet'
  | 'isTrue'
  | 'isFalse';

/** What the author gives beside the operator: nothing, one value, a range, or several values. */
export type OperandShape = 'none' | 'one' | 'range' | 'many';

export interface OperatorDefinition {
  id: OperatorId;
  /** Between field and value: "at least", "is one of". */
  words: string;
  operand: OperandShape;
  fits: readonly FieldType[];
  /** The verdict when the field is not set (S17). */
  whenNotSet: boolean;
}

const NUMERIC = ['days', 'count', 'number', 'money'] as const;
const ORDERED = [...NUMERIC, 'date'] as const;
const EVERY = [...ORDERED, 'text', 'choice', 'list', 'boolean'] as const;

const define = (
  id: OperatorId,
  words: string,
  operand: OperandShape,
  fits: readonly FieldType[],
  whenNotSet = false,
): OperatorDefinition => ({ id, words, operand, fits, whenNotSet });

/** The one table of operators: what each needs, fits, and says of a missing value (S17). */
export const OPERATORS: Readonly<Record<OperatorId, OperatorDefinition>> = {
  equals: define('equals', 'is', 'one', [...ORDERED, 'text', 'choice']),
  notEquals: define('notEquals', 'is not', 'one', [...ORDERED, 'text', 'choice'], true),
  atLeast: define('atLeast', 'at least', 'one', ORDERED),
  atMost: define('atMost', 'at most', 'one', ORDERED),
  moreThan: define('moreThan', 'more than', 'one', ORDERED),
  lessThan: define('lessThan', 'less than', 'one', ORDERED),
  between: define('between', 'between', 'range', ORDERED),
  isOneOf: define('isOneOf', 'is one of', 'many', ['days', 'count', 'number', 'text', 'choice']),
  isNoneOf: define('isNoneOf', 'is none of', 'many', ['days', 'count', 'number', 'text', 'choice'], true),
  contains: define('contains', 'contains', 'one', ['list', 'text']),
  containsAny: define('containsAny', 'contains any of', 'many', ['list']),
  containsNone: define('containsNone', 'contains none of', 'many', ['list'], true),
  startsWith: define('startsWith', 'starts with', 'one', ['text']),
  isSet: define('isSet', 'is set', 'none', EVERY),
  isNotSet: define('isNotSet', 'is not set', 'none', EVERY, true),
  isTrue: define('isTrue', 'is true', 'none', ['boolean']),
  isFalse: define('isFalse', 'is false', 'none', ['boolean']),
};
