import { describe, expect, it } from '@jest/globals';
import { mostWithoutPerson } from './largest-run.js';

describe('how much a run may act on without a person (S10)', () => {
  it.each([
    ['the first of a version: as many as there are', { isFirst: true, largest: 3 }, null],
    ['never anybody before: up to 49', { isFirst: false, largest: 0 }, 49],
    ['a few before: up to 49', { isFirst: false, largest: 9 }, 49],
    ['ten before: five times as many', { isFirst: false, largest: 10 }, 50],
    ['many before: five times as many', { isFirst: false, largest: 2_000 }, 10_000],
  ])('%s', (_, run, most) => {
    expect(mostWithoutPerson(run)).toBe(most);
  });
});
