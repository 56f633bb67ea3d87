import { describe, expect, it } from '@jest/globals';
import type { TaskStanding } from '@dunwell/contract';
import { assigneeWords, standingWords } from './task-words.js';

const CLEAR: TaskStanding = {
  currency: 'EUR',
  overdue: 0,
  streakDays: null,
  promise: 'none',
  brokenPromises: 0,
  failedContacts: 0,
};

describe('how things stand', () => {
  it.each<[Partial<TaskStanding>, string]>([
    [{}, 'Nothing overdue any more'],
    [{ overdue: 64_200, streakDays: 1 }, '€642.00 overdue, 1 day in a row'],
    [
      { overdue: 64_200, streakDays: 52, promise: 'broken', brokenPromises: 2, failedContacts: 1 },
      '€642.00 overdue, 52 days in a row, broke 2 promises, 1 contact reached nobody',
    ],
    [{ overdue: 100, streakDays: 3, promise: 'open' }, '€1.00 overdue, 3 days in a row, has promised to pay'],
  ])('%j reads "%s"', (standing, words) => {
    expect(standingWords({ ...CLEAR, ...standing })).toBe(words);
  });
});

describe('who does it', () => {
  it.each([
    [null, 'Nobody'],
    [{ kind: 'person' as const, email: 'ann@example.com' }, 'ann@example.com'],
    [{ kind: 'accountOwner' as const }, 'Owner of the account'],
    [{ kind: 'queue' as const, name: 'Front desk' }, 'Front desk'],
  ])('%j reads "%s"', (assignee, words) => {
    expect(assigneeWords(assignee)).toBe(words);
  });
});
