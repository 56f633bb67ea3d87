import type { AccountRibbon } from '@dunwell/contract';
import { daysBetween } from '../../format/calendar.js';
import { cellsOf, clearStretches, ticksOf, type Cell, type ClearStretch, type Tick } from './lay-days.js';
import { holdBars, type HoldBar } from './lay-holds.js';
import { layCauses, layFlags, type PlacedCause, type PlacedFlag } from './lay-labels.js';
import type { Cause, Flag } from './ribbon-labels.js';
import { scaleOf } from './scale.js';
import type { Dates } from './visible-dates.js';

/** Where everything on the ribbon stands, in pixels. */
export interface RibbonLayout {
  cells: Cell[];
  clear: ClearStretch[];
  ticks: Tick[];
  flags: PlacedFlag[];
  causes: PlacedCause[];
  holds: HoldBar[];
}

interface RibbonToLayOut {
  ribbon: Pick<AccountRibbon, 'days' | 'holds' | 'today' | 'from'>;
  flags: readonly Flag[];
  causes: readonly Cause[];
  shown: Dates;
  /** In pixels. */
  width: number;
}

/** Lays out the dates shown; the same data at the same width always stand the same. */
export function layoutRibbon({ ribbon, flags, causes, shown, width }: RibbonToLayOut): RibbonLayout {
  const { today } = ribbon;
  const scale = scaleOf(shown, width);
  const first = daysBetween(ribbon.from, shown.from);
  const days = ribbon.days.slice(first, first + daysBetween(shown.from, shown.to) + 1);
  const isShown = ({ date }: { date: string }): boolean => date >= shown.from && date <= shown.to;
  const shownFlags = flags.filter(isShown);
  const acts = new Set(shownFlags.map(({ date }) => date));
  return {
    cells: cellsOf(days, { scale, today, acts }),
    clear: clearStretches(days, { scale, today }),
    ticks: ticksOf(days, { scale, today }),
    flags: layFlags(shownFlags, scale, today),
    causes: layCauses(causes.filter(isShown), scale),
    holds: holdBars(ribbon.holds, shown, scale),
  };
}
