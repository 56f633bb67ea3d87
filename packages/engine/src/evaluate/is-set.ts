import type { FactValue } from '@dunwell/language';
import type { SetValue } from './operator-tests.js';

/** Whether there is a value to compare: null and an empty list are not set (S17). */
export function isSet(value: FactValue): value is SetValue {
  return value !== null && !(Array.isArray(value) && value.length === 0);
}
