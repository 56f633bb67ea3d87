import { describe, expect, it } from '@jest/globals';
import { chooseSummaries, countByStatus } from './choose-summaries.js';

const SUMMARIES = [
  { name: 'Old', status: 'archived', sentence: 'Every day at 09:00: nothing.' },
  { name: 'Card expires', status: 'draft', sentence: 'Every day at 08:00, email New card please.' },
  { name: 'Past due 14 / 30', status: 'live', sentence: 'Every day at 09:00, email Friendly reminder.' },
  { name: 'Call', status: 'live', sentence: 'When a promise is broken: create the task Call today.' },
] as const;

describe('the automations of a filter', () => {
  it.each([
    ['all, what works first', {}, ['Past due 14 / 30', 'Call', 'Card expires', 'Old']],
    ['of one status', { status: 'live' }, ['Past due 14 / 30', 'Call']],
    ['by a word of the sentence, whatever its case', { q: 'EMAIL' }, ['Past due 14 / 30', 'Card expires']],
    ['by words of name and sentence together', { q: 'past friendly' }, ['Past due 14 / 30']],
    ['by every word', { q: 'past card' }, []],
    ['of one status and by a word', { status: 'live', q: 'email' }, ['Past due 14 / 30']],
  ] as const)('%s', (_, choice, names) => {
    expect(chooseSummaries(SUMMARIES, choice).map(({ name }) => name)).toEqual(names);
  });

  it('are counted by status', () => {
    expect(countByStatus(SUMMARIES)).toEqual({ live: 2, paused: 0, draft: 1, archived: 1 });
  });
});
