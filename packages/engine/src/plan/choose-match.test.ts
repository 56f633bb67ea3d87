import { describe, expect, it } from '@jest/globals';
import { chooseMatchToActOn } from './choose-match.js';

const on = (...dates: string[]): { date: string }[] => dates.map((date) => ({ date }));

describe('chooseMatchToActOn (S10)', () => {
  it.each([
    ['none', [], null, []],
    ['today’s', ['2026-03-12'], '2026-03-12', []],
    ['one just recent enough', ['2026-03-09'], '2026-03-09', []],
    ['one too old', ['2026-03-08'], null, ['2026-03-08']],
    [
      'the latest of several, in any order',
      ['2026-03-11', '2026-03-07', '2026-03-10'],
      '2026-03-11',
      ['2026-03-07', '2026-03-10'],
    ],
    ['all too old', ['2026-03-05', '2026-03-01'], null, ['2026-03-01', '2026-03-05']],
  ])('%s', (_, dates, act, missed) => {
    expect(chooseMatchToActOn(on(...dates), '2026-03-12')).toEqual({
      act: act === null ? null : { date: act },
      missed: on(...missed),
    });
  });

  it('the document says how late', () => {
    expect(chooseMatchToActOn(on('2026-03-11'), '2026-03-12', 0)).toEqual({
      act: null,
      missed: on('2026-03-11'),
    });
  });
});
