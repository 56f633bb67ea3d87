import type { AccountFilter } from '@dunwell/contract';
import { describe, expect, it } from '@jest/globals';
import { EVERYTHING } from './filter.testing.js';
import { filterPills, type PillContext } from './filter-pills.js';

const context: PillContext = {
  date: (date) => date,
  automationName: (id) => (id === 'a1' ? 'Past due 14 / 30 days' : undefined),
  countryName: (code) => (code === 'DE' ? 'Germany' : undefined),
};
const wordsOf = (filter: AccountFilter): string[] => filterPills(filter, context).map(({ words }) => words);

describe('a filter in words', () => {
  it.each<[AccountFilter, string[]]>([
    [{ pastDue: true, q: 'ann' }, []],
    [{ pastDue: true, onHold: true }, ['Past due', 'On hold']],
    [{ pastDue: false }, ['Nothing overdue']],
    [{ currency: 'EUR' }, ['EUR']],
    [{ currency: 'EUR', overdueMin: 10_000 }, ['Overdue at least €100.00']],
    [{ currency: 'JPY', overdueMin: 100, overdueMax: 500 }, ['Overdue ¥100 to ¥500']],
    [{ overdueMin: 100 }, ['Overdue amount without a currency']],
    [{ streakDaysMin: 14, streakDaysMax: 14 }, ['Past due 14 days in a row']],
    [{ streakDaysMin: 14 }, []],
    [{ country: 'DE', tag: 'evening' }, ['Tag evening', 'Germany']],
    [{ contactedInLast: 30, paidWithin: 7 }, ['Messaged in the last 30 days, paid within 7 days after']],
    [{ underWayIn: 'a1' }, ['Under way in Past due 14 / 30 days']],
    [{ underWayIn: 'gone' }, ['Under way in an automation']],
  ])('%j', (filter, expected) => {
    expect(wordsOf(filter)).toEqual(expected);
  });

  it('has a pill for every part but the search, so that nothing narrows the list unseen', () => {
    const { q: _, ...filter } = EVERYTHING;
    const parts = filterPills(filter, context).flatMap((pill) => pill.parts);
    expect([...parts].sort()).toEqual(Object.keys(filter).sort());
  });
});
