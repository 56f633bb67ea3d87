import type { Comparison, Explanation, FieldId } from '@dunwell/language';
import { addDays } from '../calendar/epoch-day.js';
import type { CalendarDate } from '../calendar/types.js';
import type { FieldOf } from '../comparisons/bind-comparison.js';

/** A day count that was met exactly, the part of an entry key that lets 14 and 30 of one streak both act (S11). */
export interface ExactDay {
  field: FieldId;
  value: number;
  /** The date a countdown counts to (an expiry, a renewal, a due date); null for counts since something. */
  countedTo: CalendarDate | null;
}

/** Whether a comparison can name one exact date: `equals` or `isOneOf` on a day count (S8). */
export function namesExactDay(comparison: Pick<Comparison, 'field' | 'operator'>, fieldOf: FieldOf): boolean {
  const { operator, field } = comparison;
  return (operator === 'equals' || operator === 'isOneOf') && fieldOf(field).dayCount !== undefined;
}

/**
 * The exact days by which conditions held on a business date (S11): only comparisons that carry the verdict count, so
 * neither one under a `not` nor one in a group that failed.
 */
export function exactDays(
  explanations: readonly Explanation[],
  date: CalendarDate,
  fieldOf: FieldOf,
): ExactDay[] {
  return explanations
    .flatMap((explanation) => carrying(explanation, true))
    .flatMap(({ field, operator, actual }) => {
      if (typeof actual !== 'number' || !namesExactDay({ field, operator }, fieldOf)) return [];
      const countedTo = fieldOf(field).dayCount === 'until' ? addDays(date, actual) : null;
      return [{ field, value: actual, countedTo }];
    });
}

type ComparisonExplanation = Extract<Explanation, { kind: 'comparison' }>;

/** The comparisons that hold and because of which the whole came out as `verdict`. */
function carrying(explanation: Explanation, verdict: boolean): ComparisonExplanation[] {
  if (explanation.holds !== verdict) return [];
  switch (explanation.kind) {
    case 'all':
    case 'any':
      return explanation.children.flatMap((child) => carrying(child, verdict));
    case 'not':
      return carrying(explanation.child, !verdict);
    case 'comparison':
      return verdict ? [explanation] : [];
  }
}
