import { describe, expect, it } from '@jest/globals';
import { barsOf } from './bars.js';

const STRIP = { height: 24, width: 3, gap: 1 };

describe('a strip of bars', () => {
  it.each([
    ['the largest fills it', [4, 8], [12, 24]],
    ['a little is seen', [1, 1_000], [2, 24]],
    ['nothing is the ground', [0, 5], [1, 24]],
    ['all nothing is the ground', [0, 0], [1, 1]],
    ['nothing at all', [], []],
  ])('%s', (_, values, heights) => {
    expect(barsOf(values, STRIP).map(({ height }) => height)).toEqual(heights);
  });

  it('stands on the ground, a gap apart', () => {
    const [one, two] = barsOf([2, 4], STRIP);
    expect([one, two].map((bar) => bar!.y + bar!.height)).toEqual([24, 24]);
    expect(two!.x).toBe(4);
  });
});
