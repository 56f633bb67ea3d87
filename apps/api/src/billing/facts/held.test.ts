import { describe, expect, it } from '@jest/globals';
import { always, changeFrom, firstDifference, setBetween, withGaps, type Held } from './held.js';

interface Value {
  name: string | null;
  plan: string | null;
}
const value = (name: string | null, plan: string | null = null): Value => ({ name, plan });
const held = (...starts: [number, Value][]): Held<Value>[] =>
  starts.map(([from, at], index) => ({ from, to: starts[index + 1]?.[0] ?? Infinity, value: at }));

describe('facts held over time (S23)', () => {
  it.each<[string, Held<Value>[], number, Held<Value>[]]>([
    ['the first value always', always(value(null)), -Infinity, always(value('new'))],
    [
      'a later change from its instant',
      always(value('old')),
      10,
      held([-Infinity, value('old')], [10, value('new')]),
    ],
    [
      'a change that is known late only up to the next',
      held([-Infinity, value('a')], [20, value('b')]),
      10,
      held([-Infinity, value('a')], [10, value('new')], [20, value('b')]),
    ],
    [
      'across changes of other fields',
      held([-Infinity, value('a')], [20, value('a', 'gold')]),
      10,
      held([-Infinity, value('a')], [10, value('new')], [20, value('new', 'gold')]),
    ],
    [
      'in place of what began at the same instant',
      held([-Infinity, value('a')], [10, value('b')]),
      10,
      held([-Infinity, value('a')], [10, value('new')]),
    ],
    ['nothing where it holds already', always(value('new')), 10, always(value('new'))],
    [
      'back to what it was before',
      held([-Infinity, value('new')], [10, value('b')]),
      10,
      always(value('new')),
    ],
  ])('sets %s', (_, before, since, after) => {
    expect(changeFrom(before, 'name', 'new', since)).toEqual(after);
  });

  it.each<[string, Held<Value>[], Held<Value>[], number]>([
    [
      'no difference',
      held([-Infinity, value('a')], [5, value('b')]),
      held([-Infinity, value('a')], [5, value('b')]),
      Infinity,
    ],
    [
      'a later start',
      held([-Infinity, value('a')], [5, value('b')]),
      held([-Infinity, value('a')], [9, value('b')]),
      5,
    ],
    ['one more period', always(value('a')), held([-Infinity, value('a')], [9, value('b')]), 9],
    ['another value always', always(value('a')), always(value('b')), -Infinity],
  ])('finds %s', (_, before, after, at) => {
    expect(firstDifference(before, after)).toBe(at);
  });

  it('fills the time in which nothing holds', () => {
    const stored = [{ from: 5, to: 9, value: value('a') }];
    expect(withGaps(stored, value(null))).toEqual(
      held([-Infinity, value(null)], [5, value('a')], [9, value(null)]),
    );
    expect(withGaps([], value(null))).toEqual(always(value(null)));
  });

  it('sets a stretch whatever was there', () => {
    const before = held([-Infinity, value('a')], [10, value('b')]);
    expect(setBetween(before, 'name', 'x', { from: 5, to: 15 })).toEqual(
      held([-Infinity, value('a')], [5, value('x')], [15, value('b')]),
    );
  });
});
