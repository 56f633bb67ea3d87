import { daysBetween } from '../../format/calendar.js';
import type { Dates } from './visible-dates.js';

/** A part of the ribbon in pixels. */
export interface Span {
  left: number;
  width: number;
}

/** Where dates stand on the ribbon. */
export interface Scale {
  /** In pixels. */
  width: number;
  /** From the beginning of one date to the end of another. */
  span: (from: string, to: string) => Span;
  /** The middle of a date. */
  middle: (date: string) => number;
}

/** The dates shown, spread over a width; days begin at whole pixels so that they are drawn sharp. */
export function scaleOf(shown: Dates, width: number): Scale {
  const count = daysBetween(shown.from, shown.to) + 1;
  const edge = (index: number): number => Math.round((index * width) / count);
  const span = (from: string, to: string): Span => {
    const left = edge(daysBetween(shown.from, from));
    return { left, width: edge(daysBetween(shown.from, to) + 1) - left };
  };
  return {
    width,
    span,
    middle: (date) => {
      const day = span(date, date);
      return day.left + day.width / 2;
    },
  };
}
