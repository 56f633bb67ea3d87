import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { placeCauses, placeFlags, type Ranked } from './place-labels.js';

const flag = (anchor: number, width: number, rank = 0): Ranked => ({ anchor, width, rank });

describe('flags above the days', () => {
  it('begin at their date', () => {
    expect(placeFlags([flag(100, 80), flag(300, 60)], 600)).toEqual([93, 293]);
  });

  it('are pushed to the left by what comes after, as long as their stem reaches them', () => {
    expect(placeFlags([flag(280, 100), flag(330, 60)], 600)).toEqual([219, 323]);
  });

  it('become dots where there is no room; the one that matters less', () => {
    expect(placeFlags([flag(290, 100, 1), flag(300, 100, 0)], 600)).toEqual([null, 293]);
    expect(placeFlags([flag(290, 100, 0), flag(300, 100, 1)], 600)).toEqual([283, null]);
  });

  it('stay within the ribbon', () => {
    expect(placeFlags([flag(5, 100)], 600)).toEqual([0]);
    expect(placeFlags([flag(595, 100)], 600)).toEqual([null]);
    expect(placeFlags([flag(590, 100)], 600)).toEqual([500]);
  });
});

describe('words below the days', () => {
  it('stand at the right of their mark, at the left where the ribbon ends', () => {
    expect(placeCauses([flag(100, 120), flag(560, 120)], 600)).toEqual([
      { row: 0, side: 'right' },
      { row: 0, side: 'left' },
    ]);
  });

  it('go to a second row rather than to cover the next mark', () => {
    expect(placeCauses([flag(300, 120, 1), flag(330, 20, 3)], 600)).toEqual([
      { row: 0, side: 'left' },
      { row: 0, side: 'right' },
    ]);
    expect(placeCauses([flag(280, 20, 3), flag(300, 120, 1), flag(330, 20, 3)], 600)).toEqual([
      { row: 0, side: 'left' },
      { row: 1, side: 'right' },
      { row: 0, side: 'right' },
    ]);
  });

  it('leave a mark alone where no row has room, and that is the one that matters least', () => {
    const crowd = [0, 20, 40, 60, 80].map((shift, index) => flag(300 + shift, 200, index === 2 ? 0 : 3));
    const places = placeCauses(crowd, 600);
    expect(places[2]?.side).not.toBeNull();
    expect(places.some(({ side }) => side === null)).toBe(true);
  });
});

const crowds = fc
  .array(fc.record({ day: fc.nat(39), width: fc.integer({ min: 20, max: 200 }), rank: fc.nat(4) }), {
    maxLength: 14,
  })
  .map((listed) => {
    const byDay = new Map(listed.map((each) => [each.day, each]));
    return [...byDay.values()]
      .sort((a, b) => a.day - b.day)
      .map(({ day, width, rank }) => flag(day * 20 + 10, width, rank));
  });

it('no flag ever covers another, leaves the ribbon or loses its date', () => {
  fc.assert(
    fc.property(crowds, (flags) => {
      const spans = placeFlags(flags, 800).flatMap((left, index) => {
        const { anchor, width } = flags[index]!;
        return left === null ? [] : [{ left, right: left + width, anchor }];
      });
      spans.forEach(({ left, right, anchor }, index) => {
        expect(left).toBeGreaterThanOrEqual(0);
        expect(right).toBeLessThanOrEqual(800);
        expect(anchor).toBeGreaterThan(left);
        expect(anchor).toBeLessThan(right);
        const next = spans[index + 1];
        if (next) expect(right).toBeLessThan(next.left);
      });
    }),
  );
});

it('no words ever cover a mark, other words or a line', () => {
  fc.assert(
    fc.property(crowds, (causes) => {
      const drawn = placeCauses(causes, 800).flatMap(({ row, side }, index) => {
        const { anchor, width } = causes[index]!;
        const mark = { index, row, from: anchor - 8, to: anchor + 8 };
        const text = { index, row, from: anchor + 13, to: anchor + 13 + width };
        if (side === null) return [mark];
        const words = side === 'right' ? text : { ...text, from: anchor - 13 - width, to: anchor - 13 };
        return row === 0 ? [mark, words] : [mark, words, { index, row: 0, from: anchor, to: anchor }];
      });
      for (const a of drawn) {
        expect(a.from).toBeGreaterThanOrEqual(0);
        expect(a.to).toBeLessThanOrEqual(800);
        for (const b of drawn) {
          if (a.index === b.index || a.row !== b.row) continue;
          expect(a.to < b.from || b.to < a.from).toBe(true);
        }
      }
    }),
  );
});
