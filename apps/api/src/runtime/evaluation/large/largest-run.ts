/** A run of at most so many needs no person, whatever came before. */
const ALWAYS_ALLOWED = 49;
/** How many times the largest of the last runs is far more than ever. */
const TIMES = 5;

/**
 * How many subjects a run may act on without a person: five times the largest of its last 35, at least 49; null: as many
 * as there are, as in the first run of a version, which the publish sheet showed.
 */
export function mostWithoutPerson(run: { isFirst: boolean; largest: number }): number | null {
  return run.isFirst ? null : Math.max(ALWAYS_ALLOWED, run.largest * TIMES);
}
