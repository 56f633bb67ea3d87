import { describe, expect, it } from '@jest/globals';
import type { RuleTestOutcome } from '@dunwell/contract';
import { compareOutcomes, diffLines } from './compare-outcomes.js';

const outcome: RuleTestOutcome = {
  journeys: [{ on: '2026-03-14', path: ['day14'], end: { on: '2026-03-20', reason: 'exit', exit: 'paid' } }],
  actions: [{ on: '2026-03-14', step: 'friendly', result: 'done' }],
  messages: [{ on: '2026-03-14', to: ['a@example.com'], subject: 'Hello', text: 'Please pay.\n' }],
};

describe('what was expected against what happened', () => {
  it.each<[string, Partial<RuleTestOutcome>, unknown[]]>([
    ['the same', outcome, []],
    ['nothing is compared that is not named', { actions: outcome.actions }, []],
    [
      'texts are compared only where they are expected',
      { messages: [{ on: '2026-03-14', to: ['a@example.com'], subject: 'Hello' }] },
      [],
    ],
    [
      'another path and another end',
      { journeys: [{ on: '2026-03-14', path: ['day30'], end: null }] },
      [
        {
          part: 'journeys',
          lines: [
            '- 2026-03-14 enters by day30, still under way',
            '+ 2026-03-14 enters by day14, ends on 2026-03-20: paid',
          ],
        },
      ],
    ],
    [
      'an action too many and one too few',
      {
        actions: [
          { on: '2026-03-14', step: 'friendly', result: 'done' },
          { on: '2026-03-30', subject: 'INV-1', step: 'firm', result: 'lacks' },
        ],
      },
      [
        {
          part: 'actions',
          lines: ['  2026-03-14 friendly: done', '- 2026-03-30 INV-1 firm: lacks what it needs'],
        },
      ],
    ],
    [
      'another text',
      { messages: [{ on: '2026-03-14', to: ['a@example.com'], subject: 'Hello', text: 'Pay now.' }] },
      [
        {
          part: 'messages',
          lines: ['  2026-03-14 to a@example.com: Hello', '- | Pay now.', '+ | Please pay.'],
        },
      ],
    ],
    [
      'a message nobody expected',
      { messages: [] },
      [{ part: 'messages', lines: ['+ 2026-03-14 to a@example.com: Hello'] }],
    ],
  ])('%s', (_, expected, differences) => {
    expect(compareOutcomes(expected, outcome)).toEqual(differences);
  });

  it('keeps what both have in common, in order', () => {
    expect(diffLines(['a', 'b', 'c', 'd'], ['b', 'x', 'd', 'e'])).toEqual([
      '- a',
      '  b',
      '- c',
      '+ x',
      '  d',
      '+ e',
    ]);
  });
});
