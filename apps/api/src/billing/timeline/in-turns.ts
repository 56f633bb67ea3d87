import { setImmediate as turn } from 'node:timers/promises';

/** Rows handled before others get their turn: a few milliseconds of work. */
const ROWS_PER_TURN = 1_000;

/** A long list in stretches; between two of them others get their turn. */
export async function* inTurns<Item>(items: readonly Item[]): AsyncGenerator<readonly Item[]> {
  for (let start = 0; start < items.length; start += ROWS_PER_TURN) {
    if (start > 0) await turn();
    yield items.slice(start, start + ROWS_PER_TURN);
  }
}
