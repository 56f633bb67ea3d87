/** Gathers lists of any length into lists of `size`, the last one shorter. */
export async function* batches<T>(lists: AsyncIterable<readonly T[]>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const list of lists) {
    for (const one of list) {
      batch.push(one);
      if (batch.length < size) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
