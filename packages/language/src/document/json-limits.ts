/** Bounds on JSON from elsewhere, checked before anything walks it recursively. */
const LIMITS = { depth: 64, nodes: 50_000, characters: 2_000_000 };

/** Names that would reach an object's prototype. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** Text without NUL and without halves of characters. */
const STORABLE = /^[^\0\p{Surrogate}]*$/u;

/**
 * Why JSON is not fit to be looked at as a document, in words, or null: too deep, too large, names that reach
 * prototypes, characters that neither database nor mail can carry, or something that is not JSON at all.
 */
export function jsonFault(json: unknown): string | null {
  let nodes = 0;
  let characters = 0;
  const open: { value: unknown; depth: number }[] = [{ value: json, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (++nodes > LIMITS.nodes) return 'The document is too large: it has too many parts.';
    if (typeof value === 'string') {
      if (!STORABLE.test(value)) return 'The document holds a character that cannot be stored or sent.';
      characters += value.length;
    } else if (typeof value === 'object' && value !== null) {
      if (depth >= LIMITS.depth) return 'The document is nested too deep.';
      if (!isPlain(value)) return 'The document holds something that is not JSON.';
      for (const [key, child] of Object.entries(value)) {
        if (FORBIDDEN_KEYS.has(key)) return `The name “${key}” cannot be used in a document.`;
        if (!STORABLE.test(key)) return 'The document holds a character that cannot be stored or sent.';
        characters += key.length;
        open.push({ value: child, depth: depth + 1 });
      }
    } else if (!isScalar(value)) return 'The document holds something that is not JSON.';
    if (characters > LIMITS.characters) return 'The document is too large: its texts are too long.';
  }
  return null;
}

const isScalar = (value: unknown): boolean =>
  value === null || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));

/** Arrays and objects without a class, from any realm: their prototype is the root of all, or none. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
}
