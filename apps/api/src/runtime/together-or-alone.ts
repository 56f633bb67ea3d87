import { isAboutTheWork } from './deliveries/set-aside.js';

/** Work on a batch, and on each of its items by itself. */
export interface BatchOrItems<Item, T> {
  together: () => Promise<T>;
  /** The items of a batch that failed. */
  items: () => Promise<readonly Item[]>;
  alone: (item: Item) => Promise<T>;
  batchFailed: (error: unknown) => void;
  /** Takes an item that fails alone out of everybody's way. */
  itemFailed: (item: Item, error: unknown) => Promise<void>;
}

/**
 * Works on a batch in one transaction. Where that fails for what it is about, not for the state of the database, each
 * of its items is worked on by itself: those that fail alone do not keep the others waiting.
 */
export async function togetherOrAlone<Item, T>(work: BatchOrItems<Item, T>): Promise<T[]> {
  try {
    return [await work.together()];
  } catch (error) {
    if (!isAboutTheWork(error)) throw error;
    work.batchFailed(error);
  }
  const results: T[] = [];
  for (const item of await work.items()) {
    try {
      results.push(await work.alone(item));
    } catch (error) {
      if (!isAboutTheWork(error)) throw error;
      await work.itemFailed(item, error);
    }
  }
  return results;
}
