import type { AccountFilter } from '@dunwell/contract';
import { describe, expect, it } from '@jest/globals';
import { filterFaults, toFilter, toFilterValues } from './filter-values.js';

describe('the form of the filter', () => {
  it.each<[AccountFilter]>([
    [{}],
    [{ pastDue: true, onHold: false, currency: 'EUR', overdueMin: 10_050, overdueMax: 50_000 }],
    [{ currency: 'KWD', overdueMin: 1_500 }],
    [{ streakDaysMin: 0, failedPayments: 2, promise: 'broken', underWayIn: 'a1' }],
    [{ enteredPastDueOn: '2026-11-24', contactedInLast: 30, paidWithin: 7, country: 'DE', plan: 'Studio' }],
  ])('asks for what it was given: %j', (filter) => {
    expect(toFilter(toFilterValues(filter))).toEqual(filter);
  });

  const empty = toFilterValues({});

  it('S3 takes no amount without a currency', () => {
    expect(filterFaults({ ...empty, overdueMin: '100' })).toHaveProperty('currency');
    expect(filterFaults({ ...empty, overdueMin: '100', currency: 'EUR' })).toEqual({});
  });

  it('says what else is missing or wrong', () => {
    expect(filterFaults({ ...empty, paidWithin: 7 })).toHaveProperty('contactedInLast');
    expect(filterFaults({ ...empty, country: 'Germany' })).toHaveProperty('country');
    expect(filterFaults(empty)).toEqual({});
  });
});
