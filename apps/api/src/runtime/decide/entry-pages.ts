import type { EntityManager } from 'typeorm';
import { decideEntries, type DecidedEntries, type EntryQuery } from './decide-entries.js';

/** How many subjects one statement reads and one transaction records. */
export const DECIDE_BATCH = 1_000;

/** Everybody a query is about, page by page. */
export async function* entryPages(
  manager: EntityManager,
  query: Omit<EntryQuery, 'after' | 'limit'>,
): AsyncGenerator<DecidedEntries> {
  let after: string | null = null;
  do {
    const page: DecidedEntries = await decideEntries(manager, {
      ...query,
      limit: DECIDE_BATCH,
      ...(after !== null && { after }),
    });
    yield page;
    after = page.last;
  } while (after !== null);
}
