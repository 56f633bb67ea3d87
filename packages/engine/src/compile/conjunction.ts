import type { Condition } from '@dunwell/language';

/** One condition that holds when all of these do; null holds for everybody. */
export function conjunction(conditions: readonly (Condition | null)[]): Condition | null {
  const given = conditions.filter((condition) => condition !== null);
  const [first, ...others] = given;
  if (first === undefined) return null;
  return others.length === 0 ? first : { all: given };
}
