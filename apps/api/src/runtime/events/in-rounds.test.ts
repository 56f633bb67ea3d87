import { expect, it } from '@jest/globals';
import { inRounds } from './in-rounds.js';

it.each([
  ['', []],
  ['a1 b1', ['a1 b1']],
  ['a1 b1 a2 c1 a3 b2', ['a1 b1 c1', 'a2 b2', 'a3']],
])('%s: no two of a round are of the same, each in its order', (items, rounds) => {
  const split = items === '' ? [] : items.split(' ');
  expect(inRounds(split, (item) => item[0]!).map((round) => round.join(' '))).toEqual(rounds);
});
