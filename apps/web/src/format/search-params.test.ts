import { describe, expect, it } from '@jest/globals';
import { readParams, writeParams, type ParamKinds } from './search-params.js';

interface Filter {
  q?: string;
  streakDaysMin?: number;
  pastDue?: boolean;
}
const KINDS: ParamKinds<Filter> = { q: 'text', streakDaysMin: 'number', pastDue: 'flag' };

describe('a filter in the address', () => {
  it.each<[Filter]>([[{}], [{ q: 'Anna & Co' }], [{ streakDaysMin: 0, pastDue: false }]])(
    'comes back as it was: %j',
    (filter) => {
      const search = new URLSearchParams(writeParams(filter).toString());
      expect(readParams(search, KINDS)).toEqual(filter);
    },
  );

  it('leaves out what it does not know and what is broken', () => {
    const search = new URLSearchParams('streakDaysMin=many&pastDue=perhaps&sort=name');
    expect(readParams(search, KINDS)).toEqual({});
  });
});
