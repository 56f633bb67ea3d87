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

/** Work that took no longer than this goes on: most accounts are small and need no turn of their own. */
const TURN_AFTER_MS = 5;

/** What the last step returns; where steps take long, others get their turn between them. */
export async function lastOf<Result>(steps: Generator<undefined, Result>): Promise<Result> {
  let begun = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - begun < TURN_AFTER_MS) continue;
    await turn();
    begun = performance.now();
  }
}
