import type { CursorKey } from '../platform/http/page.js';

const YEAR_10000 = Date.UTC(10_000, 0);

/** Whether a cursor is an instant in milliseconds, as lists by time give them out, and a text behind it. */
export const isInstantAndText = (...[at, text]: CursorKey): boolean =>
  isInstant(at) && typeof text === 'string';

export const isInstant = (at: unknown): at is number =>
  Number.isInteger(at) && Number(at) >= 0 && Number(at) < YEAR_10000;
