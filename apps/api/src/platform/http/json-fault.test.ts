import { describe, expect, it } from '@jest/globals';
import { JSON_DEPTH, jsonFault } from './json-fault.js';

const nested = (levels: number): unknown => JSON.parse('{"a":'.repeat(levels) + '1' + '}'.repeat(levels));

describe('JSON that can be taken on', () => {
  it.each([[null], [1], ['constructor'], [[]], [[['a']]], [{ a: { b: [null] } }], [nested(JSON_DEPTH)]])(
    '%# is fine',
    (json) => {
      expect(jsonFault(json)).toBeNull();
    },
  );

  it.each([
    [nested(JSON_DEPTH + 1), 'nested deeper'],
    [nested(10_000), 'nested deeper'],
    [JSON.parse('[{"__proto__":1}]') as unknown, '"__proto__"'],
    [{ a: { constructor: 'x' } }, '"constructor"'],
    [{ prototype: null }, '"prototype"'],
  ])('%# is refused in words', (json, words) => {
    expect(jsonFault(json)).toContain(words);
  });
});
