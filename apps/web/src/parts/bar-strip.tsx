import type { ReactElement } from 'react';
import { barsOf } from '../format/bars.js';
import classes from './bar-strip.module.css';

const STRIP = { height: 26, width: 3, gap: 1 };

/** Counts day by day, small enough to stand in a row of a list. `label` says them in words. */
export function BarStrip({
  values,
  label,
  quiet = false,
}: {
  values: readonly number[];
  label: string;
  /** Of what goes on no more. */
  quiet?: boolean;
}): ReactElement {
  const width = values.length * (STRIP.width + STRIP.gap);
  return (
    <svg
      className={classes.strip}
      width={width}
      height={STRIP.height}
      role="img"
      aria-label={label}
      data-quiet={quiet || undefined}
    >
      {barsOf(values, STRIP).map(({ value, ...bar }) => (
        <rect
          key={bar.x}
          {...bar}
          rx={value > 0 ? 1 : 0}
          className={value > 0 ? undefined : classes.ground}
        />
      ))}
    </svg>
  );
}
