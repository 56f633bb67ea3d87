import { describe, expect, it } from '@jest/globals';
import { actionWords, changesOf } from './audit-words.js';

describe('the audit log in words', () => {
  it.each([
    ['person.roleChanged', 'Person role changed'],
    ['apiKey.created', 'API key created'],
    ['automation.published', 'Automation published'],
  ] as const)('%s reads "%s"', (action, words) => {
    expect(actionWords(action)).toBe(words);
  });

  it('says what is not as it was', () => {
    const before = { role: 'viewer', name: 'Ann', until: '2026-12-01' };
    const after = { role: 'admin', name: 'Ann', tags: ['a'] };
    expect(changesOf({ before, after })).toEqual([
      'role: viewer → admin',
      'until: 2026-12-01 → gone',
      'tags: ["a"]',
    ]);
  });

  it('says nothing of nothing', () => {
    expect(changesOf({ before: null, after: null })).toEqual([]);
  });
});
