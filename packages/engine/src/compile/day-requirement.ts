import type { OperatorId } from '@dunwell/language';
import { fromEpochDay, toEpochDay } from '../calendar/epoch-day.js';
import type { CalendarDate, EpochDay } from '../calendar/types.js';
import type { Requirement, Scalar } from '../comparisons/requirement.js';

/** A comparison of a day count, said of the date it is counted from or to, so that an index on that date serves it. */
export interface DateComparison {
  operator: OperatorId;
  requirement: Requirement;
}

/**
 * What `operator` and `requirement` on `date - on + plus` say of `on` (S1: day counts are differences of dates).
 * The later the date, the smaller the count: so the order turns round.
 */
export function sinceDate(
  operator: OperatorId,
  requirement: Requirement,
  date: CalendarDate,
  plus: number,
): DateComparison {
  const day = toEpochDay(date) + plus;
  const counted = mapScalars(requirement, (count) => storedDate(day - count));
  const turned =
    counted.operand === 'range' ? { operand: counted.operand, from: counted.to, to: counted.from } : counted;
  return { operator: TURNED[operator] ?? operator, requirement: turned };
}

/** What `operator` and `requirement` on `on - date` say of `on`. */
export function untilDate(
  operator: OperatorId,
  requirement: Requirement,
  date: CalendarDate,
): DateComparison {
  const day = toEpochDay(date);
  return { operator, requirement: mapScalars(requirement, (count) => storedDate(day + count)) };
}

const TURNED: Partial<Record<OperatorId, OperatorId>> = {
  atLeast: 'atMost',
  atMost: 'atLeast',
  moreThan: 'lessThan',
  lessThan: 'moreThan',
};

const FIRST_DAY = toEpochDay('0001-01-01');
const LAST_DAY = toEpochDay('9999-12-31');

/** A date for PostgreSQL; days beyond those it stores become its `infinity`, on their side of all dates. */
function storedDate(day: EpochDay): string {
  if (day < FIRST_DAY) return '-infinity';
  return day > LAST_DAY ? 'infinity' : fromEpochDay(day);
}

function mapScalars(requirement: Requirement, map: (count: number) => Scalar): Requirement {
  const mapped = (value: Scalar) => map(Number(value));
  switch (requirement.operand) {
    case 'none':
      return requirement;
    case 'one':
      return { operand: 'one', value: mapped(requirement.value) };
    case 'range':
      return { operand: 'range', from: mapped(requirement.from), to: mapped(requirement.to) };
    case 'many':
      return { operand: 'many', values: requirement.values.map(mapped) };
  }
}
