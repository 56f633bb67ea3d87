import { describe, expect, it } from '@jest/globals';
import { diffPeriods } from './diff-periods.js';

interface Row {
  from: number | null;
  to: number | null;
  overdue: number;
}

/** Periods by where they begin: `[[null, 0], [10, 5]]` is nothing overdue until 10, then 5. */
function rows(...starts: [number | null, number][]): Row[] {
  return starts.map(([from, overdue], index) => ({ from, to: starts[index + 1]?.[0] ?? null, overdue }));
}

describe('diffPeriods', () => {
  it('nothing changed', () => {
    expect(diffPeriods(rows([null, 0], [10, 5]), rows([null, 0], [10, 5]))).toBeNull();
  });

  it('nothing stored yet', () => {
    const rebuilt = rows([null, 0], [10, 5]);
    expect(diffPeriods([], rebuilt)).toEqual({ changedFrom: null, remove: [], insert: rebuilt });
  });

  it('a new period at the end cuts the last one', () => {
    const stored = rows([null, 0], [10, 5]);
    const rebuilt = rows([null, 0], [10, 5], [20, 0]);
    expect(diffPeriods(stored, rebuilt)).toEqual({
      changedFrom: 20,
      remove: [stored[1]],
      insert: rebuilt.slice(1),
    });
  });

  it('a period that is no more', () => {
    const stored = rows([null, 0], [10, 5], [20, 0]);
    const rebuilt = rows([null, 0], [10, 5]);
    expect(diffPeriods(stored, rebuilt)).toEqual({
      changedFrom: 20,
      remove: stored.slice(1),
      insert: [rebuilt[1]],
    });
  });

  it('only what differs is stored, also in the middle', () => {
    const stored = rows([null, 0], [10, 5], [20, 3], [30, 0]);
    const rebuilt = rows([null, 0], [10, 5], [20, 4], [30, 0]);
    expect(diffPeriods(stored, rebuilt)).toEqual({
      changedFrom: 20,
      remove: [stored[2]],
      insert: [rebuilt[2]],
    });
  });

  it('everything changed', () => {
    const stored = rows([null, 1]);
    const rebuilt = rows([null, 2]);
    expect(diffPeriods(stored, rebuilt)).toEqual({ changedFrom: null, remove: stored, insert: rebuilt });
  });
});
