import { daysBetween } from '../../format/calendar.js';
import { placeCauses, placeFlags, type CausePlace } from './place-labels.js';
import type { Cause, Flag } from './ribbon-labels.js';
import type { Scale, Span } from './scale.js';
import { textWidth } from './text-width.js';

export interface PlacedFlag extends Flag {
  anchor: number;
  title: string;
  /** null: a dot. */
  span: Span | null;
}

export interface PlacedCause extends Cause, CausePlace {
  anchor: number;
  /** Of its words. */
  width: number;
}

/** Sizes as the style sheet has them, in pixels: text, and what is around it. */
const FLAG_TEXT = 12;
const FLAG_AROUND = 40;
const CAUSE_TEXT = 12;
const CAUSE_MOST = 200;

/** What Dunwell does, above the days; several effects of one date are one flag. */
export function layFlags(flags: readonly Flag[], scale: Scale, today: string): PlacedFlag[] {
  const titled = flags.map((flag) => {
    const [effect, ...more] = flag.effects;
    const title = (effect?.title ?? '') + (more.length > 0 ? ` +${more.length}` : '');
    const width = textWidth(title, FLAG_TEXT) + FLAG_AROUND;
    return { ...flag, title, width, anchor: scale.middle(flag.date), rank: rankOf(flag, today) };
  });
  const lefts = placeFlags(titled, scale.width);
  return titled.map(({ width, rank: _, ...flag }, index) => {
    const left = lefts[index] ?? null;
    return { ...flag, span: left === null ? null : { left, width } };
  });
}

/** What went wrong first, then what is nearest to today, and of equals what is still to come. */
function rankOf({ date, effects }: Flag, today: string): number {
  if (effects.some(({ tone }) => tone === 'failed')) return -1;
  const ahead = daysBetween(today, date);
  return ahead >= 0 ? ahead * 2 : 1 - ahead * 2;
}

/** What moved the balance, below the days. */
export function layCauses(causes: readonly Cause[], scale: Scale): PlacedCause[] {
  const measured = causes.map((cause) => {
    const [movement] = cause.movements;
    const lines = [movement?.title ?? '', movement?.detail ?? ''];
    const width = Math.max(...lines.map((line) => textWidth(line, CAUSE_TEXT)));
    return { ...cause, anchor: scale.middle(cause.date), width: Math.min(CAUSE_MOST, width) };
  });
  const places = placeCauses(measured, scale.width);
  return measured.map((cause, index) => ({ ...cause, ...(places[index] ?? { row: 0, side: null }) }));
}
