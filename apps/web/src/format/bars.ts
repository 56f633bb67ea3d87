/** One bar of a strip, measured from its top left corner. */
export interface Bar {
  x: number;
  y: number;
  width: number;
  height: number;
  value: number;
}

interface Strip {
  height: number;
  /** Of one bar. */
  width: number;
  gap: number;
}

/** The least that something other than nothing is high. */
const LEAST = 2;

/** Counts as bars beside each other, the largest as high as the strip; none is a line along the ground. */
export function barsOf(values: readonly number[], { height, width, gap }: Strip): Bar[] {
  const most = Math.max(...values, 1);
  return values.map((value, index) => {
    const high = value > 0 ? Math.max(LEAST, Math.round((value / most) * height)) : 1;
    return { x: index * (width + gap), y: height - high, width, height: high, value };
  });
}
