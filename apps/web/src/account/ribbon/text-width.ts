/** How wide characters of the typeface are, in parts of its size; those not named are as wide as most small letters. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[iljI.,:;'|!·\s]/, 0.28],
  [/[ftr()/]/, 0.38],
  [/[mwMW@%…]/, 0.9],
  [/[A-Z]/, 0.71],
  [/[0-9€$£+-]/, 0.65],
];
const USUAL = 0.6;

/** About how wide a text is in pixels, to decide before it is drawn whether it has room. */
export function textWidth(text: string, size: number): number {
  const parts = Array.from(text, (letter) => WIDTHS.find(([pattern]) => pattern.test(letter))?.[1] ?? USUAL);
  return Math.ceil(parts.reduce((sum, part) => sum + part, 0) * size);
}
