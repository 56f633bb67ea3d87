/**
 * A few ms of work: awaits of json-rules-engine never let timers and sockets run, and several of these may be under way
 * at once, each with its part of one turn.
 */
const ITEMS_PER_TURN = 40;

/** Maps items one after another, in order, and lets the event loop turn every few dozen. */
export async function mapInTurns<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    results.push(await map(item));
    if (results.length % ITEMS_PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return results;
}
