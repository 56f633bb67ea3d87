/** A label, the point of the ribbon it speaks of, in pixels, and its rank: the lower, the more it needs its room. */
export interface Ranked {
  anchor: number;
  width: number;
  rank: number;
}

/** Between two labels in a row. */
const GAP = 4;
/** How far inside a flag its stem stands at least. */
const INSET = 7;

/**
 * Flags in one row, each over its anchor and none over another: where each begins; null: there is no room, it becomes a
 * dot. Anchors come in order.
 */
export function placeFlags(flags: readonly Ranked[], width: number): (number | null)[] {
  let shown = new Map<Ranked, number>();
  for (const flag of flags.toSorted((a, b) => a.rank - b.rank)) {
    const together = inOneRow(
      flags.filter((each) => each === flag || shown.has(each)),
      width,
    );
    if (together) shown = together;
  }
  return flags.map((flag) => shown.get(flag) ?? null);
}

/** All of them in one row, from the right: each pushed to the left by the next, as long as its stem still reaches it. */
function inOneRow(flags: readonly Ranked[], width: number): Map<Ranked, number> | null {
  const lefts = new Map<Ranked, number>();
  let free = width;
  for (const flag of flags.toReversed()) {
    const left = Math.max(0, Math.min(flag.anchor - INSET, free - flag.width));
    const right = left + flag.width;
    if (right > free || right < flag.anchor + INSET) return null;
    free = left - GAP;
    lefts.set(flag, left);
  }
  return lefts;
}

/** Where a mark and its text stand: in which of the rows, the text on which side. */
export interface CausePlace {
  row: number;
  /** null: there is no room for the text, the mark stands alone. */
  side: 'right' | 'left' | null;
}

/** Rows below the ribbon. */
export const CAUSE_ROWS = 2;
/** Half of a mark, and what lies between its middle and its text. */
const MARK = 9;
const BESIDE = 13;

/**
 * Where the texts beside marks stand so that none covers a mark or another text. Those of the lowest rank choose first; a
 * mark whose text has no room in the first row goes to the second with a line up to its date, one that has none anywhere
 * stays in the first row alone.
 */
export function placeCauses(causes: readonly Ranked[], width: number): CausePlace[] {
  const taken: (Span & { row: number })[] = [];
  const placed = new Map<Ranked, CausePlace>();
  for (const cause of causes.toSorted((a, b) => a.rank - b.rank)) {
    // Whoever has not chosen yet may have to stand in the first row.
    const waiting = causes
      .filter((other) => other !== cause && !placed.has(other))
      .map((other) => ({ ...markSpan(other), row: 0 }));
    const isFree = (row: number, spans: readonly Span[]): boolean =>
      spans.every(({ from, to }) =>
        [...taken, ...waiting].every(
          (other) => other.row !== row || to + GAP <= other.from || from >= other.to + GAP,
        ),
      );
    const fits = ({ row, side }: CausePlace): boolean => {
      const text = side === null ? null : textSpan(cause, side);
      if (text && (text.from < 0 || text.to > width)) return false;
      // Its line goes through the rows above.
      const lines = Array.from({ length: row }, (_, above) => above);
      return (
        isFree(row, text ? [markSpan(cause), text] : [markSpan(cause)]) &&
        lines.every((above) => isFree(above, [lineSpan(cause)]))
      );
    };
    const place = CHOICES.find(fits) ?? { row: 0, side: null };
    const { row, side } = place;
    taken.push({ ...markSpan(cause), row });
    if (side !== null) taken.push({ ...textSpan(cause, side), row });
    for (let above = 0; above < row; above += 1) taken.push({ ...lineSpan(cause), row: above });
    placed.set(cause, place);
  }
  return causes.map((cause) => placed.get(cause) ?? { row: 0, side: null });
}

/** Where a text is tried, the best place first. */
const CHOICES: readonly CausePlace[] = Array.from({ length: CAUSE_ROWS }, (_, row): CausePlace[] => [
  { row, side: 'right' },
  { row, side: 'left' },
]).flat();

interface Span {
  from: number;
  to: number;
}

const markSpan = ({ anchor }: Ranked): Span => ({ from: anchor - MARK, to: anchor + MARK });

const lineSpan = ({ anchor }: Ranked): Span => ({ from: anchor, to: anchor });

const textSpan = ({ anchor, width }: Ranked, side: 'right' | 'left'): Span =>
  side === 'right'
    ? { from: anchor + BESIDE, to: anchor + BESIDE + width }
    : { from: anchor - BESIDE - width, to: anchor - BESIDE };
