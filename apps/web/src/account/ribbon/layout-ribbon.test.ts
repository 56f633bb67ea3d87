import type { RibbonHold } from '@dunwell/contract';
import { describe, expect, it } from '@jest/globals';
import { layoutRibbon, type RibbonLayout } from './layout-ribbon.js';
import type { Cause, Flag } from './ribbon-labels.js';
import { ribbonWith, TODAY } from './ribbon.testing.js';

const ribbon = ribbonWith([
  { from: '2026-10-26', to: '2026-10-30', day: 7 },
  { from: '2026-11-11', to: '2026-12-24' },
]);
// 40 dates of 20 pixels, today the 30th of them.
const shown = { from: '2026-10-26', to: '2026-12-04' };
const lay = (more: Partial<Parameters<typeof layoutRibbon>[0]> = {}): RibbonLayout =>
  layoutRibbon({ ribbon, flags: [], causes: [], shown, width: 800, ...more });
const cell = (date: string, layout = lay()) => layout.cells.find((each) => each.date === date);
const flag = (date: string, title: string): Flag => ({
  date,
  effects: [{ kind: 'emailCustomer', title, detail: '', tone: 'planned' }],
});

describe('the days', () => {
  it('have one cell each, edge to edge', () => {
    const { cells } = lay();
    expect(cells).toHaveLength(40);
    expect(cells[0]).toMatchObject({ date: '2026-10-26', left: 0, width: 20 });
    expect(cells.at(-1)).toMatchObject({ date: '2026-12-04', left: 780, width: 20 });
  });

  it('fill the width whole pixel by whole pixel', () => {
    const { cells } = lay({ width: 815 });
    expect(cells.reduce((sum, { width }) => sum + width, 0)).toBe(815);
    expect(cells.every(({ left, width }) => Number.isInteger(left) && Number.isInteger(width))).toBe(true);
  });

  it('S4 carry the day of the streak, and its colour', () => {
    expect(cell('2026-11-11')).toMatchObject({ streakDay: 1, ramp: 1, isFirst: true, isLast: false });
    expect(cell('2026-11-18')).toMatchObject({ streakDay: 8, ramp: 2 });
    expect(cell('2026-10-30')).toMatchObject({ streakDay: 11, isLast: true });
    expect(cell('2026-11-02')).toMatchObject({ streakDay: null, ramp: null });
  });

  it('S4 of two streaks that meet are not one run', () => {
    const met = ribbonWith([
      { from: '2026-11-01', to: '2026-11-05' },
      { from: '2026-11-06', to: '2026-11-30' },
    ]);
    const layout = lay({ ribbon: met });
    expect(cell('2026-11-05', layout)).toMatchObject({ streakDay: 5, isLast: true });
    expect(cell('2026-11-06', layout)).toMatchObject({ streakDay: 1, isFirst: true });
  });

  it('know today, and what lies ahead', () => {
    expect(cell('2026-11-23')).toMatchObject({ isToday: false, isAhead: false });
    expect(cell(TODAY)).toMatchObject({ isToday: true, isAhead: false, left: 580 });
    expect(cell('2026-11-25')).toMatchObject({ isToday: false, isAhead: true });
  });

  it('have numbers; ahead only every fifth and those on which Dunwell acts', () => {
    const layout = lay({ flags: [flag('2026-12-01', 'Firm reminder')] });
    const numbers = layout.cells.filter(({ isAhead }) => isAhead).map(({ number }) => number);
    expect(numbers).toEqual(['15', null, null, null, null, '20', '21', null, null, null]);
    expect(cell('2026-11-12', layout)?.number).toBe('2');
  });

  it('have only every fifth number where three figures would not stand beside each other', () => {
    const layout = lay({ ribbon: ribbonWith([{ from: '2026-10-26', to: '2026-12-24', day: 383 }]) });
    expect(cell('2026-10-28', layout)?.number).toBe('385');
    expect(cell('2026-10-29', layout)?.number).toBeNull();
    expect(cell(TODAY, layout)?.number).toBe('412');
  });

  it('on which nothing was overdue are one line, and what lies ahead is another', () => {
    const quiet = lay({ ribbon: ribbonWith([{ from: '2026-11-01', to: '2026-11-10' }]) });
    expect(quiet.clear).toEqual([
      { left: 0, width: 120, isAhead: false },
      { left: 320, width: 280, isAhead: false },
      { left: 600, width: 200, isAhead: true },
    ]);
  });
});

it('names the Mondays, and today; what would cover today is left out', () => {
  expect(lay().ticks).toEqual([
    { date: '2026-11-02', x: 150, isToday: false },
    { date: '2026-11-09', x: 290, isToday: false },
    { date: '2026-11-16', x: 430, isToday: false },
    { date: TODAY, x: 590, isToday: true },
    { date: '2026-11-30', x: 710, isToday: false },
  ]);
});

describe('what Dunwell does', () => {
  it('is one flag a date', () => {
    const { effects } = flag(TODAY, 'Call');
    const { flags } = lay({ flags: [{ date: TODAY, effects: [...effects, ...effects] }] });
    expect(flags).toMatchObject([{ anchor: 590, title: 'Call +1', span: { left: 583 } }]);
  });

  it('today keeps its flag before what is further away', () => {
    const { flags } = lay({ flags: [flag('2026-11-23', 'Friendly reminder'), flag(TODAY, 'Call')] });
    const crowded = lay({
      flags: [flag(TODAY, 'A very long name of a step'), flag('2026-11-25', 'Another very long name')],
      width: 620,
    });
    expect(flags.map(({ span }) => span !== null)).toEqual([true, true]);
    expect(crowded.flags.map(({ span }) => span !== null)).toEqual([true, false]);
  });

  it('outside of the dates shown is not there', () => {
    expect(lay({ flags: [flag('2026-12-10', 'Firm reminder')] }).flags).toEqual([]);
  });
});

it('puts what moved the balance at its date', () => {
  const cause: Cause = {
    date: '2026-11-11',
    movements: [{ mark: 'invoice', title: 'INV-1 past due', detail: '€89.00, opens day 1' }],
    rank: 1,
    ifNothingChanges: false,
  };
  expect(lay({ causes: [cause] }).causes).toMatchObject([{ anchor: 330, row: 0, side: 'right' }]);
});

describe('holds', () => {
  const hold = (from: string, until: string | null): RibbonHold => ({
    id: from,
    invoice: null,
    reason: 'courtesy',
    leaveOut: false,
    from,
    until,
  });

  it.each<[string, RibbonHold[], { left: number; width: number }[]]>([
    ['cover their dates, the last included', [hold('2026-10-28', '2026-10-29')], [{ left: 40, width: 40 }]],
    ['without an end go on', [hold('2026-11-25', null)], [{ left: 600, width: 200 }]],
    ['that began before begin at the edge', [hold('2026-01-01', '2026-10-26')], [{ left: 0, width: 20 }]],
    ['that are over are not there', [hold('2026-01-01', '2026-10-25')], []],
    [
      'that overlap are one bar',
      [hold('2026-11-02', '2026-11-08'), hold('2026-10-28', '2026-11-05')],
      [{ left: 40, width: 240 }],
    ],
  ])('%s', (_, holds, bars) => {
    const layout = lay({ ribbon: { ...ribbon, holds } });
    expect(layout.holds.map(({ left, width }) => ({ left, width }))).toEqual(bars);
  });
});
