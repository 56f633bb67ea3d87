/** About 10 ms of work: awaits of json-rules-engine never let timers and sockets run. */
const ITEMS_PER_TURN = 200;

/** Maps items one after another, in order, and lets the event loop turn every few hundred. */
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
