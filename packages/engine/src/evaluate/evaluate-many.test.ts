import { describe, expect, it } from '@jest/globals';
import { testFieldOf } from '../cases/test-fields.testing.js';
import { evaluateMany } from './evaluate-many.js';
import { prepareCondition } from './prepare-condition.js';

describe('evaluateMany', () => {
  it('decides in order and lets the event loop turn', async () => {
    const condition = prepareCondition({ field: 'test.days', operator: 'lessThan', value: 600 }, testFieldOf);
    const subjects = Array.from({ length: 1_000 }, (_, days) => ({
      values: { 'test.days': days },
      currency: 'EUR',
    }));
    let turns = 0;
    let running = true;
    const count = () => {
      turns += 1;
      if (running) setImmediate(count);
    };
    setImmediate(count);

    const explanations = await evaluateMany(condition, subjects);
    running = false;

    expect(explanations.map(({ holds }) => holds)).toEqual(subjects.map((_, at) => at < 600));
    expect(turns).toBeGreaterThanOrEqual(4);
  });
});
