import { describe, expect, it } from '@jest/globals';
import { deliveryKey } from './delivery-key.js';

describe('deliveryKey (S15)', () => {
  const parts = { automationId: 'au', journeyId: 'jo', step: 'do', occurrence: '' };
  it.each([
    ['outside repeats', parts, 'do', 'au/jo/do'],
    ['in a repeat of a repeat', { ...parts, occurrence: '2.1' }, 'do', 'au/jo/do/2.1'],
    ['its undo (S22)', parts, 'undo', 'au/jo/do:undo'],
    [
      'a step that looks like another with its occurrence',
      { ...parts, step: 'do/2.1' },
      'do',
      'au/jo/do%2F2.1',
    ],
    ['a step that looks like an undo', { ...parts, step: 'do:undo' }, 'do', 'au/jo/do%3Aundo'],
  ] as const)('%s', (_, given, effect, key) => {
    expect(deliveryKey(given, effect)).toBe(key);
  });
});
