import { comparisonsOf, type Condition } from '@dunwell/language';
import type { FieldOf } from '../comparisons/bind-comparison.js';

/**
 * Whether time alone may change what a condition comes to, between two changes of facts: it asks for a day count or for
 * what happened in the last so many days. Such conditions are read at every daily look, others need not be (S13).
 */
export function movesByTime(when: Condition, fieldOf: FieldOf): boolean {
  return comparisonsOf(when, '').some(({ comparison }) => {
    const { dayCount, params } = fieldOf(comparison.field);
    return dayCount !== undefined || params !== undefined;
  });
}
