import { expect, it } from '@jest/globals';
import { layoutStrip } from './layout-strip.js';
import { ribbonWith } from './ribbon.testing.js';

// 60 dates of 10 pixels: 26 October to 24 December.
const ribbon = ribbonWith([
  { from: '2026-10-27', to: '2026-11-04' },
  { from: '2026-11-05', to: '2026-11-06' },
  { from: '2026-11-24', to: '2026-11-25', day: 40 },
]);
const shown = { from: '2026-11-15', to: '2026-12-04' };
const strip = layoutStrip(ribbon, shown, 600);

it('draws days in a row as stretches of one colour, and what lies ahead apart', () => {
  expect(strip.stretches).toEqual([
    { left: 10, width: 70, ramp: 1, isAhead: false },
    { left: 80, width: 20, ramp: 2, isAhead: false },
    { left: 100, width: 20, ramp: 1, isAhead: false },
    { left: 290, width: 10, ramp: 4, isAhead: false },
    { left: 300, width: 10, ramp: 4, isAhead: true },
  ]);
});

it('shows which dates are above', () => {
  expect(strip.window).toEqual({ left: 200, width: 200 });
});

it('names months, as many as have room', () => {
  expect(strip.months).toEqual([
    { date: '2026-11-01', x: 60 },
    { date: '2026-12-01', x: 360 },
  ]);
  const year = layoutStrip(ribbonWith([], { from: '2025-11-24', to: '2026-12-24' }), shown, 330);
  expect(year.months.map(({ date }) => date.slice(0, 7))).toEqual([
    '2025-12',
    '2026-02',
    '2026-04',
    '2026-06',
    '2026-08',
    '2026-10',
  ]);
});
