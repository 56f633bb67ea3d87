/** Items by a key, in the order in which each key was first met; no group is empty. */
export function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, [T, ...T[]]>;
/** The same, keeping of each item what `valueOf` makes of it. */
export function groupBy<K, T, V>(
  items: Iterable<T>,
  keyOf: (item: T) => K,
  valueOf: (item: T) => V,
): Map<K, [V, ...V[]]>;
export function groupBy<K, T>(
  items: Iterable<T>,
  keyOf: (item: T) => K,
  valueOf: (item: T) => unknown = (item) => item,
): Map<K, [unknown, ...unknown[]]> {
  const groups = new Map<K, [unknown, ...unknown[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const value = valueOf(item);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
