import {
  type Comparison,
  fieldKey,
  type FieldDefinition,
  type FieldId,
  type OperatorDefinition,
  OPERATORS,
} from '@dunwell/language';
import { InvalidConditionError } from './invalid-condition.js';
import { readRequirement } from './read-requirement.js';
import type { RequiredValue } from './requirement.js';

/** The definition of a field; throws for a field that does not exist. */
export type FieldOf = (field: FieldId) => FieldDefinition;

/** A comparison that has been checked: its field and operator exist, fit each other and its value. */
export interface BoundComparison {
  comparison: Comparison;
  field: FieldDefinition;
  operator: OperatorDefinition;
  /** The name of its value in a row of facts. */
  key: string;
  required: RequiredValue;
}

/**
 * Checks one comparison before it is evaluated or compiled; refuses (InvalidConditionError) an unknown operator,
 * one that does not fit the field and a value that does not fit either (S18).
 */
export function bindComparison(comparison: Comparison, fieldOf: FieldOf): BoundComparison {
  const field = fieldOf(comparison.field);
  if (!Object.hasOwn(OPERATORS, comparison.operator)) {
    throw new InvalidConditionError(`${comparison.field}: there is no operator "${comparison.operator}"`);
  }
  const operator = OPERATORS[comparison.operator];
  if (!operator.fits.includes(field.type)) {
    throw new InvalidConditionError(`${field.id}: "${operator.words}" does not fit a ${field.type}`);
  }
  const key = fieldKey(comparison.field, comparison.params);
  return { comparison, field, operator, key, required: requiredBy(comparison, field, operator) };
}

function requiredBy(
  comparison: Comparison,
  field: FieldDefinition,
  operator: OperatorDefinition,
): RequiredValue {
  try {
    return readRequirement(field.type, operator.operand, comparison.value);
  } catch (error) {
    if (!(error instanceof InvalidConditionError)) throw error;
    throw new InvalidConditionError(`${field.id} ${operator.words}: ${error.message}`);
  }
}
