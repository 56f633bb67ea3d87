import { sql, type SqlFragment } from '@dunwell/engine';

/** What the priority of a task is made of, as SQL. */
export interface PriorityParts {
  /** Minor units. */
  overdue: SqlFragment;
  /** How many minor units make one of the currency. */
  unit: SqlFragment;
  /** null: nothing is overdue. */
  streakDays: SqlFragment;
  brokenPromises: SqlFragment;
  failedContacts: SqlFragment;
}

/**
 * How urgent a task is, from 0 to 100, as things stand with its account:
 *
 *     amount     10 for each figure of what is overdue: 10.00 makes 10, 100.00 20, 1 000.00 30, from 10 000.00 on 40;
 *                of the currency's own units, since nothing here knows what they are worth in each other
 *     streak     1 for each 3 days, at most 30, from day 90 on
 *     promises   10 for each that was broken, at most 20
 *     contacts   5 for each in this streak that reached nobody, at most 10
 */
export function taskPriority(parts: PriorityParts): SqlFragment {
  const { overdue, unit, streakDays, brokenPromises, failedContacts } = parts;
  return sql`(
    least(40, floor(10 * log(1 + ${overdue}::numeric / ${unit})))::integer
    + least(30, coalesce(${streakDays}, 0) / 3)
    + least(20, 10 * ${brokenPromises})
    + least(10, 5 * ${failedContacts})
  )`;
}
