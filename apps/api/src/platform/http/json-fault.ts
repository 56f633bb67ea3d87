/** Far deeper than anything we read; documents have narrower bounds of their own. */
export const JSON_DEPTH = 200;

/** Names that would reach an object's prototype, and that no library on the way treats as plain data. */
const FORBIDDEN_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

/** Why JSON cannot be taken any further, in words, or null. Without recursion, since depth is what it bounds. */
export function jsonFault(json: unknown): string | null {
  const open: { value: unknown; depth: number }[] = [{ value: json, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= JSON_DEPTH) return `It is nested deeper than ${JSON_DEPTH} levels.`;
    const isList = Array.isArray(value);
    for (const [name, child] of Object.entries(value)) {
      if (!isList && FORBIDDEN_NAMES.has(name)) return `The name "${name}" cannot be used.`;
      open.push({ value: child, depth: depth + 1 });
    }
  }
  return null;
}
