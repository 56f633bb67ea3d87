import { describe, expect, it } from '@jest/globals';
import {
  always,
  changeFrom,
  firstDifference,
  knownSince,
  setBetween,
  state,
  withGaps,
  type Held,
} from './held.js';

interface Value {
  name: string | null;
  plan: string | null;
}
const value = (name: string | null, plan: string | null = null): Value => ({ name, plan });
type Start = [from: number, value: Value, ...stated: (keyof Value)[]];
const held = (...starts: Start[]): Held<Value>[] =>
  starts.map(([from, at, ...stated], index) => ({
    from,
    to: starts[index + 1]?.[0] ?? Infinity,
    value: at,
    stated,
  }));
const first = (at: Value): Start => [-Infinity, at, 'name', 'plan'];

describe('facts held over time (S23)', () => {
  it.each<[string, Held<Value>[], number, Held<Value>[]]>([
    [
      'the first value always',
      always(value(null)),
      -Infinity,
      held([-Infinity, value('new'), 'plan', 'name']),
    ],
    [
      'a later change from its instant',
      always(value('old')),
      10,
      held(first(value('old')), [10, value('new'), 'name']),
    ],
    [
      'a change that is known late only up to the next',
      held(first(value('a')), [20, value('b'), 'name']),
      10,
      held(first(value('a')), [10, value('new'), 'name'], [20, value('b'), 'name']),
    ],
    [
      'also where what was said next is what held before',
      held(first(value('a')), [20, value('a'), 'name']),
      10,
      held(first(value('a')), [10, value('new'), 'name'], [20, value('a'), 'name']),
    ],
    [
      'across changes of other fields',
      held(first(value('a')), [20, value('a', 'gold'), 'plan']),
      10,
      held(first(value('a')), [10, value('new'), 'name'], [20, value('new', 'gold'), 'plan']),
    ],
    [
      'in place of what began at the same instant',
      held(first(value('a')), [10, value('b'), 'name']),
      10,
      held(first(value('a')), [10, value('new'), 'name']),
    ],
  ])('sets %s', (_, before, since, after) => {
    expect(changeFrom(before, 'name', 'new', since)).toEqual(after);
  });

  it.each<[string, Held<Value>[], number | undefined, Held<Value>[] | 'the same']>([
    ['nothing new where it holds', always(value('new')), undefined, 'the same'],
    [
      'what holds, said since when',
      always(value('new')),
      10,
      held(first(value('new')), [10, value('new'), 'name']),
    ],
    ['the same again', held(first(value('a')), [10, value('new'), 'name']), 10, 'the same'],
    [
      'a change from business now',
      always(value('a')),
      undefined,
      held(first(value('a')), [50, value('new'), 'name']),
    ],
    [
      'the first value since when',
      always(value(null)),
      10,
      held(first(value(null)), [10, value('new'), 'name']),
    ],
    [
      'what was before all that was known',
      knownSince(value('b'), ['name'], 20),
      10,
      held([-Infinity, value('b')], [10, value('new'), 'name'], [20, value('b'), 'name']),
    ],
  ])('says %s', (_, before, effectiveAt, after) => {
    const stated = state(before, 'name', 'new', { effectiveAt, now: 50 });
    if (after === 'the same') expect(stated).toBe(before);
    else expect(stated).toEqual(after);
  });

  it.each<[string, Held<Value>[], Held<Value>[], number]>([
    [
      'no difference',
      held(first(value('a')), [5, value('b')]),
      held(first(value('a')), [5, value('b')]),
      Infinity,
    ],
    [
      'none in what is only said again',
      always(value('a')),
      held(first(value('a')), [5, value('a'), 'name']),
      Infinity,
    ],
    ['a later start', held(first(value('a')), [5, value('b')]), held(first(value('a')), [9, value('b')]), 5],
    ['one more period', always(value('a')), held(first(value('a')), [9, value('b')]), 9],
    ['another value always', always(value('a')), always(value('b')), -Infinity],
  ])('finds %s', (_, before, after, at) => {
    expect(firstDifference(before, after)).toBe(at);
  });

  it('fills the time in which nothing holds', () => {
    const stored = [
      { from: 5, to: 9, value: value('a') },
      { from: 9, to: 12, value: value('a') },
    ];
    expect(withGaps(stored, value(null))).toEqual(
      held(
        first(value(null)),
        [5, value('a'), 'name', 'plan'],
        [9, value('a'), 'name', 'plan'],
        [12, value(null), 'name', 'plan'],
      ),
    );
    expect(withGaps([], value(null))).toEqual(always(value(null)));
  });

  it('sets a stretch whatever was there, and what was there holds again after it', () => {
    const before = held(first(value('a')), [10, value('b'), 'name']);
    expect(setBetween(before, 'name', 'x', { from: 5, to: 15 })).toEqual(
      held(first(value('a')), [5, value('x'), 'name'], [15, value('b'), 'name']),
    );
  });
});
