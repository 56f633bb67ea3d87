import { describe, expect, it } from '@jest/globals';
import { inOrder, quoted, withColumns } from './tables.js';

const tables = (...names: string[]) => names.map((name) => ({ name }));

describe('tables in order', () => {
  it('stand behind those their rows refer to', () => {
    const references = [
      { table: 'a', needs: 'c' },
      { table: 'c', needs: 'd' },
      { table: 'b', needs: 'd' },
    ];
    expect(inOrder(tables('a', 'b', 'c', 'd'), references).map(({ name }) => name)).toEqual([
      ...['d', 'b', 'c', 'a'],
    ]);
  });

  it('cannot be where references go in a circle', () => {
    const references = [
      { table: 'a', needs: 'b' },
      { table: 'b', needs: 'a' },
    ];
    expect(() => inOrder(tables('a', 'b', 'c'), references)).toThrow(
      'These tables refer to each other: a, b.',
    );
  });

  it('are named so that any name will do', () => {
    expect(quoted('a"b')).toBe('"a""b"');
    expect(withColumns({ name: 't', columns: ['x', 'order'] })).toBe('"t" ("x", "order")');
  });
});
