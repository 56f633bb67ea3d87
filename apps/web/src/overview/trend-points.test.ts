import { describe, expect, it } from '@jest/globals';
import { monthEnds, pointsOf } from './trend-points.js';

const TREND = {
  from: '2026-10-29',
  to: '2026-11-02',
  series: [{ currency: 'EUR', amounts: [1, 2, 3, 4, 5] }],
};

describe('the trend', () => {
  it('has a date for every amount', () => {
    expect(pointsOf(TREND, 'EUR')).toEqual([
      { date: '2026-10-29', amount: 1 },
      { date: '2026-10-30', amount: 2 },
      { date: '2026-10-31', amount: 3 },
      { date: '2026-11-01', amount: 4 },
      { date: '2026-11-02', amount: 5 },
    ]);
  });

  it('of a currency nobody owes in is empty', () => {
    expect(pointsOf(TREND, 'USD')).toEqual([]);
  });

  it('as a table shows the ends of months and today', () => {
    expect(monthEnds(pointsOf(TREND, 'EUR')).map(({ date }) => date)).toEqual(['2026-11-02', '2026-10-31']);
  });
});
