import { describe, expect, it } from '@jest/globals';
import type { Step } from '@dunwell/language';
import { BrokenTreeError, documentTree } from './document-tree.js';
import { PAID, rule, tag } from './plan.testing.js';

const branch = (first: string | null, otherwise: string | null, next: string | null, id = 'yes'): Step => ({
  kind: 'branch',
  cases: [{ id, label: id, when: PAID, first }],
  otherwise: { label: 'else', first: otherwise },
  next,
});

describe('documentTree', () => {
  it('resolves null to what follows the enclosing step', () => {
    const tree = documentTree(
      rule('outer', {
        outer: { kind: 'repeat', everyDays: 1, atMost: 2, first: 'choose', next: 'last' },
        choose: branch('deep', null, null),
        deep: tag(null, 'repair'),
        repair: tag(),
        last: tag(),
      }),
    );
    expect(tree.first).toEqual({ kind: 'step', step: 'outer' });
    const passEnd = { kind: 'passEnd', repeat: 'outer' };
    expect(['choose', 'deep', 'repair'].map((id) => tree.after(id))).toEqual([passEnd, passEnd, passEnd]);
    expect(tree.arm('choose', null)).toEqual(passEnd);
    expect(tree.arm('choose', 'deep')).toEqual({ kind: 'step', step: 'deep' });
    expect(tree.arm('outer', null)).toEqual(passEnd);
    expect(tree.after('outer')).toEqual({ kind: 'step', step: 'last' });
    expect(tree.after('last')).toEqual({ kind: 'completed' });
  });

  it.each<[string, Record<string, Step>]>([
    ['a step that is missing', { a: tag('gone') }],
    ['a name that every object has', { a: tag('toString') }],
    ['a step referenced twice', { a: branch('b', 'b', null), b: tag() }],
    ['a loop', { a: tag('b'), b: tag('a') }],
    ['an arm that leads back', { a: branch('b', null, null), b: tag('a') }],
    [
      'a case id used twice, which entry paths could not tell apart',
      { a: branch(null, null, 'b'), b: branch(null, null, null) },
    ],
  ])('refuses %s', (_, steps) => {
    expect(() => documentTree(rule('a', steps))).toThrow(BrokenTreeError);
  });
});
