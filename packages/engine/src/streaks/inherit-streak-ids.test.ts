import { describe, expect, it } from '@jest/globals';
import { inheritStreakIds, type StoredStreak, type StreakSpan } from './inherit-streak-ids.js';

const NOW = 100;
const old = (id: string, openedAt: number, endedAt: number | null, mergedInto?: string): StoredStreak => ({
  id,
  openedAt,
  endedAt,
  mergedInto,
});
const span = (openedAt: number, endedAt: number | null): StreakSpan => ({ openedAt, endedAt });

function inherit(stored: StoredStreak[], rebuilt: StreakSpan[]) {
  let count = 0;
  return inheritStreakIds({ old: stored, rebuilt, now: NOW, newId: () => `new${(count += 1)}` });
}

describe('streaks keep their identity (S7)', () => {
  it.each<[string, StoredStreak[], StreakSpan[], string[], { id: string; into: string }[]]>([
    ['the first streaks are new', [], [span(10, 20), span(30, null)], ['new1', 'new2'], []],
    ['an unchanged streak', [old('a', 10, null)], [span(10, null)], ['a'], []],
    ['one that began earlier than was known', [old('a', 10, null)], [span(5, null)], ['a'], []],
    ['one that ended', [old('a', 10, null)], [span(10, 90)], ['a'], []],
    ['one cut in two: the longer part', [old('a', 10, 60)], [span(10, 20), span(30, 60)], ['new1', 'a'], []],
    ['cut in equal parts: the earlier', [old('a', 10, 50)], [span(10, 20), span(40, 50)], ['a', 'new1'], []],
    [
      'parts are measured up to business now only',
      [old('a', 10, null)],
      [span(10, 80), span(90, null)],
      ['a', 'new1'],
      [],
    ],
    [
      'two become one: the shorter is merged into the longer',
      [old('a', 10, 20), old('b', 40, 90)],
      [span(10, 90)],
      ['b'],
      [{ id: 'a', into: 'b' }],
    ],
    [
      'two of the same length become one: the earlier',
      [old('a', 10, 20), old('b', 40, 50)],
      [span(10, 50)],
      ['a'],
      [{ id: 'b', into: 'a' }],
    ],
    ['one that never was is gone', [old('a', 10, 20)], [span(30, 40)], ['new1'], []],
    [
      'each id once: what is left of a streak whose best part is taken keeps it',
      [old('a', 0, 50), old('b', 50, 90)],
      [span(0, 70), span(80, 90)],
      ['a', 'b'],
      [],
    ],
    [
      'those merged before follow',
      [old('x', 10, 15, 'a'), old('a', 10, 20), old('b', 40, 90)],
      [span(10, 90)],
      ['b'],
      [
        { id: 'a', into: 'b' },
        { id: 'x', into: 'b' },
      ],
    ],
    [
      'those merged before inherit nothing',
      [old('x', 10, 20, 'a'), old('a', 40, 90)],
      [span(10, 20)],
      ['new1'],
      [],
    ],
    ['one that opens just now', [old('a', NOW, null)], [span(NOW, 200)], ['a'], []],
    ['a future one that opens at the same instant', [old('a', 150, null)], [span(150, 160)], ['a'], []],
    ['a future one that opens at another', [old('a', 150, null)], [span(151, null)], ['new1'], []],
    [
      'one that is cured does not live on in the future',
      [old('a', 10, null)],
      [span(150, null)],
      ['new1'],
      [],
    ],
  ])('%s', (_, stored, rebuilt, ids, merged) => {
    expect(inherit(stored, rebuilt)).toEqual({ ids, merged });
    expect(inherit(stored.toReversed(), rebuilt).ids).toEqual(ids);
  });
});
