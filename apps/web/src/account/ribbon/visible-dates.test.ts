import { describe, expect, it } from '@jest/globals';
import { datesFrom, datesWith, daysThatFit, firstDates } from './visible-dates.js';

const bounds = { from: '2025-11-24', to: '2026-12-24', today: '2026-11-24' };

describe('the dates shown', () => {
  it('are as many as have room, and no more than there are', () => {
    expect(daysThatFit(988, bounds)).toBe(52);
    expect(daysThatFit(100_000, bounds)).toBe(396);
    expect(daysThatFit(0, bounds)).toBe(1);
  });

  it('at first hold today, more of the past than of what is to come', () => {
    expect(firstDates(bounds, 52)).toEqual({ from: '2026-10-27', to: '2026-12-17' });
  });

  it('at first reach no further than the ribbon does', () => {
    expect(firstDates({ ...bounds, to: '2026-11-26' }, 52).to).toBe('2026-11-26');
  });

  it.each([
    ['2026-01-01', '2026-01-01'],
    ['2020-01-01', '2025-11-24'],
    ['2027-01-01', '2026-12-15'],
  ])('from %s on begin on %s', (wanted, from) => {
    expect(datesFrom(wanted, bounds, 10).from).toBe(from);
  });

  it.each([
    ['2026-03-05', '2026-03-01'],
    ['2026-02-28', '2026-02-28'],
    ['2026-03-11', '2026-03-02'],
  ])('move as little as needed to hold %s', (date, from) => {
    expect(datesWith(date, { from: '2026-03-01', to: '2026-03-10' }, bounds).from).toBe(from);
  });
});
