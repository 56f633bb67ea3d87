import { describe, expect, it } from '@jest/globals';
import { actionWords, decisionsFor } from './attention-words.js';

describe('what can be decided about everything selected', () => {
  const stuck = { delivery: 'a', actions: ['retry', 'skip'] as const };
  const uncertain = { delivery: 'b', actions: ['retry', 'confirm', 'skip'] as const };
  const promise = { delivery: null, actions: ['call'] as const };
  it.each([
    ['one', [uncertain], ['retry', 'confirm', 'skip']],
    ['what all of them permit', [stuck, uncertain], ['retry', 'skip']],
    ['nothing where one is no delivery', [stuck, promise], []],
    ['nothing of nothing', [], []],
  ])('is %s', (_, items, decisions) => {
    const chosen = items.map(({ delivery, actions }) => ({ delivery, actions: [...actions] }));
    expect(decisionsFor(chosen)).toEqual(decisions);
  });
});

it('says that a message which may have left may come twice', () => {
  expect(actionWords('retry', 'uncertainMessage').means).toContain('twice');
  expect(actionWords('retry', 'delivery').means).not.toContain('twice');
});
