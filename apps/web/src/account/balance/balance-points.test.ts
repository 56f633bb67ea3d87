import { describe, expect, it } from '@jest/globals';
import { balanceChanges, balancePoints, roundTicks } from './balance-points.js';

const at = (date: string): number => new Date(`${date}T00:00:00Z`).getTime();
const balance = (date: string, overdue: number) => ({
  from: `${date}T00:00:00Z`,
  outstanding: 10_000,
  overdue,
});
const balances = [balance('2026-01-01', 0), balance('2026-10-01', 500), balance('2026-12-02', 900)];

describe('the line of a balance', () => {
  it('begins with what held then, and ends with what holds now', () => {
    expect(balancePoints(balances, { from: at('2026-09-01'), to: at('2026-11-24') })).toEqual([
      { at: at('2026-09-01'), outstanding: 10_000, overdue: 0 },
      { at: at('2026-10-01'), outstanding: 10_000, overdue: 500 },
      { at: at('2026-11-24'), outstanding: 10_000, overdue: 500 },
    ]);
  });

  it('begins later where nothing is known before', () => {
    const points = balancePoints(balances, { from: at('2025-01-01'), to: at('2026-02-01') });
    expect(points.map(({ at: instant }) => instant)).toEqual([at('2026-01-01'), at('2026-02-01')]);
  });

  it('is nothing where nothing is known', () => {
    expect(balancePoints([], { from: at('2026-09-01'), to: at('2026-11-24') })).toEqual([]);
  });
});

it('the table tells what was, the latest first, and not what will be', () => {
  expect(balanceChanges(balances, at('2026-11-24')).map(({ overdue }) => overdue)).toEqual([500, 0]);
});

it.each([
  [0, [0]],
  [24_900, [0, 10_000, 20_000]],
  [8_900, [0, 5_000]],
  [12_345_600, [0, 5_000_000, 10_000_000]],
  [2, [0, 1, 2]],
  [1, [0, 1]],
])('an axis up to %d has lines at %j', (most, ticks) => {
  expect(roundTicks(most)).toEqual(ticks);
});
