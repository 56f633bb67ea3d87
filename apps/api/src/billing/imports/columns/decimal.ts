/** What stands before the decimals of numbers in a file. */
export type DecimalMark = '.' | ',';

/** A decimal number as it is written. */
export interface Decimal {
  sign: string;
  /** Figures only. */
  whole: string;
  decimals: string;
}

/**
 * Reads a decimal number. Where its mark is known, thousands may be grouped by the other mark, a space of any width or
 * an apostrophe, the same throughout; where it is not, the mark is a point and nothing groups, since nobody could say
 * what "1,234" means.
 */
export function readDecimal(text: string, mark?: DecimalMark): Decimal | null {
  const match = (mark === undefined ? PLAIN : GROUPED[mark]).exec(text);
  if (!match) return null;
  const { sign = '', whole = '', decimals = '' } = match.groups ?? {};
  return { sign, whole: whole.replaceAll(/\D/g, ''), decimals };
}

const PLAIN = /^(?<sign>-?)(?<whole>\d+)(?:\.(?<decimals>\d+))?$/;

const GROUPED: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^(?<sign>-?)(?<whole>\d+|\d{1,3}(?<by>[, \u00a0\u202f'’])\d{3}(?:\k<by>\d{3})*)(?:\.(?<decimals>\d+))?$/,
  ',': /^(?<sign>-?)(?<whole>\d+|\d{1,3}(?<by>[. \u00a0\u202f'’])\d{3}(?:\k<by>\d{3})*)(?:,(?<decimals>\d+))?$/,
};
