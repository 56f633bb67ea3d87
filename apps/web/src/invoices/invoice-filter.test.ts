import { describe, expect, it } from '@jest/globals';
import { narrowings } from './invoice-filter.js';

describe('what narrows the invoices', () => {
  it.each([
    [{}, []],
    [{ view: 'overdue' as const, q: 'INV' }, []],
    [{ account: 'MB-1184', currency: 'EUR' }, ['Account MB-1184', 'EUR']],
    [{ daysPastDueMin: 8, daysPastDueMax: 14 }, ['8–14 days past due']],
    [{ daysPastDueMin: 91 }, ['at least 91 days past due']],
    [{ daysPastDueMax: 7, leftOut: true }, ['at most 7 days past due', 'Left out of balances']],
  ])('%j reads %j', (filter, words) => {
    expect(narrowings(filter).map((one) => one.words)).toEqual(words);
  });

  it('is gone without what it says', () => {
    const filter = { daysPastDueMin: 8, daysPastDueMax: 14, account: 'A' };
    const [, range] = narrowings(filter);
    expect(narrowings({ ...filter, ...range!.without }).map(({ words }) => words)).toEqual(['Account A']);
  });
});
