import { describe, expect, it } from '@jest/globals';
import { readParams, writeParams } from '../format/search-params.js';
import {
  ACCOUNT_PARAMS,
  filterOf,
  quickFilterOf,
  sortOf,
  withQuickFilter,
  without,
  type ListQuery,
} from './account-query.js';
import { EVERYTHING } from './filter.testing.js';

describe('quick filters', () => {
  it.each<[ListQuery, string | null]>([
    [{ pastDue: true }, 'pastDue'],
    [{ pastDue: true, tag: 'evening', q: 'ann' }, 'pastDue'],
    [{ streakDaysMin: 14 }, 'day14'],
    [{ cardExpiresInDays: 30 }, 'cardExpiring'],
    [{ sort: 'name' }, 'all'],
    [{ streakDaysMin: 20 }, null],
    [{ pastDue: true, onHold: true }, null],
    [{ pastDue: false }, null],
  ])('%j is %s', (query, expected) => {
    expect(quickFilterOf(query)).toBe(expected);
  });

  it('take the place of each other and leave the rest as it is', () => {
    const query = { pastDue: true, tag: 'evening', q: 'ann', sort: 'streakDays' } as const;
    expect(withQuickFilter(query, 'onHold')).toEqual({
      onHold: true,
      tag: 'evening',
      q: 'ann',
      sort: 'streakDays',
    });
  });

  it('are each found again in what they make', () => {
    const query = withQuickFilter({ pastDue: true, sort: 'overdue' }, 'failedPayments');
    expect(quickFilterOf(query)).toBe('failedPayments');
  });
});

describe('the order', () => {
  it.each<[ListQuery, string]>([
    [{}, 'key'],
    [{ pastDue: true }, 'overdue'],
    [{ pastDue: true, sort: 'name' }, 'name'],
  ])('of %j is that of the server: %s', (query, expected) => {
    expect(sortOf(query)).toBe(expected);
  });

  it('is no part of the filter', () => {
    expect(filterOf({ pastDue: true, sort: 'name' })).toEqual({ pastDue: true });
  });
});

it('an address that is left without a filter still says its order, so that it asks for all', () => {
  const left = without({ pastDue: true }, ['pastDue']);
  expect(writeParams(left).toString()).toBe('sort=overdue');
});

it('the address keeps every part of a query', () => {
  const query: Required<ListQuery> = { ...EVERYTHING, sort: 'name' };
  expect(readParams(writeParams(query), ACCOUNT_PARAMS)).toEqual(query);
});
