import type { FieldType, Value } from '@dunwell/language';
import { toEpochDay } from '../calendar/epoch-day.js';
import { InvalidConditionError } from './invalid-condition.js';
import type { Scalar } from './requirement.js';

/** Neither can be part of a stored text, so no database could compare with them. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** One required value of a field that is not money; refuses what does not fit the field's type (S18). */
export function readScalar(type: FieldType, value: Value | undefined): Scalar {
  switch (type) {
    case 'days':
    case 'count':
      if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
      throw unfit(value, 'a whole number');
    case 'number':
      if (typeof value === 'number' && Number.isFinite(value)) return value;
      throw unfit(value, 'a number');
    case 'date':
      if (typeof value === 'string' && isDate(value)) return value;
      throw unfit(value, 'a date of the form YYYY-MM-DD');
    case 'text':
    case 'choice':
    case 'list':
      if (typeof value === 'string' && !UNSTORABLE.test(value)) return value;
      throw unfit(value, 'a text');
    case 'money':
    case 'boolean':
      throw unfit(value, `a value beside a field of type ${type}`);
  }
}

function isDate(value: string): boolean {
  try {
    toEpochDay(value);
    return true;
  } catch {
    return false;
  }
}

function unfit(value: Value | undefined, wanted: string): InvalidConditionError {
  return new InvalidConditionError(
    `${value === undefined ? 'nothing' : JSON.stringify(value)} is not ${wanted}`,
  );
}
