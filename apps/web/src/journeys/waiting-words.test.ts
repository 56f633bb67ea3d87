import { describe, expect, it } from '@jest/globals';
import { waitingWords } from './waiting-words.js';

describe('what a journey waits for, in words', () => {
  const at = { step: 'pause', occurrence: '', on: null };
  it.each([
    ['nothing', null, ''],
    ['a date', { ...at, for: 'date', until: '2026-03-09T09:00:00.000Z' }, 'A date, until 2026-03-09'],
    ['an operator', { ...at, for: 'operator', until: null }, 'A decision'],
  ] as const)('%s', (_, waiting, words) => {
    expect(waitingWords(waiting, (instant) => instant.slice(0, 10))).toBe(words);
  });
});
