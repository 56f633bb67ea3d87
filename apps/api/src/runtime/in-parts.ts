/** How many items at most are decided before they are written. */
const MOST_IN_PART = 100;

/**
 * Decides items part by part, in order, and writes what one part came to while the next is decided: the rules engine and
 * the database then work at the same time. What was decided first may have been written when a later part fails: both are
 * to happen in one transaction.
 */
export async function inParts<Item, Decided>(
  items: readonly Item[],
  decide: (part: readonly Item[]) => Promise<Decided>,
  write: (decided: Decided) => Promise<void>,
): Promise<void> {
  const parts = Math.ceil(items.length / MOST_IN_PART);
  const size = Math.ceil(items.length / parts);
  let writing = Promise.resolve();
  try {
    for (let from = 0; from < items.length; from += size) {
      const decided = await decide(items.slice(from, from + size));
      await writing;
      writing = write(decided);
      // What goes wrong is thrown where it is awaited.
      writing.catch(() => undefined);
    }
  } finally {
    await writing;
  }
}
