import type { RibbonHold } from '@dunwell/contract';
import type { Scale, Span } from './scale.js';
import type { Dates } from './visible-dates.js';

/** A bar below the days; holds that overlap are one. */
export type HoldBar = Span & { holds: RibbonHold[] };

/** The dates shown on which anything was held (S14). */
export function holdBars(holds: readonly RibbonHold[], shown: Dates, scale: Scale): HoldBar[] {
  const bars: (Dates & { holds: RibbonHold[] })[] = [];
  for (const hold of holds.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const from = hold.from < shown.from ? shown.from : hold.from;
    const to = hold.until === null || hold.until > shown.to ? shown.to : hold.until;
    if (from > to) continue;
    const last = bars.at(-1);
    if (last && from <= last.to) {
      last.to = to > last.to ? to : last.to;
      last.holds.push(hold);
    } else bars.push({ from, to, holds: [hold] });
  }
  return bars.map(({ from, to, holds: held }) => ({ ...scale.span(from, to), holds: held }));
}
