import type { AccountRibbon } from '@dunwell/contract';
import type { KeyboardEvent, PointerEvent, ReactElement } from 'react';
import { addDays, daysBetween } from '../../format/calendar.js';
import { formatMonth } from '../../format/dates.js';
import { useFormat } from '../../format/use-format.js';
import { rampColours } from '../../parts/ramp-colours.js';
import { layoutStrip } from './layout-strip.js';
import classes from './ribbon.module.css';
import type { Dates } from './visible-dates.js';

interface YearStripProps {
  ribbon: AccountRibbon;
  shown: Dates;
  width: number;
  onMove: (from: string) => void;
}

/** How far keys move what is shown, in days. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -7,
  ArrowDown: -7,
  ArrowRight: 7,
  ArrowUp: 7,
  PageDown: -28,
  PageUp: 28,
  Home: -Infinity,
  End: Infinity,
};

/** The whole time in one line, and where in it the days above are; dragged, or moved with the arrow keys. */
export function YearStrip({ ribbon, shown, width, onMove }: YearStripProps): ReactElement {
  const { day } = useFormat();
  const { stretches, months, window } = layoutStrip(ribbon, shown, width);
  const total = daysBetween(ribbon.from, ribbon.to) + 1;
  const count = daysBetween(shown.from, shown.to) + 1;
  const start = daysBetween(ribbon.from, shown.from);
  const moveTo = (index: number): void =>
    onMove(addDays(ribbon.from, Math.max(0, Math.min(total - count, index))));
  const follow = ({ currentTarget, clientX, buttons }: PointerEvent): void => {
    if (buttons === 0) return;
    const x = clientX - currentTarget.getBoundingClientRect().left;
    moveTo(Math.round((x / width) * total - count / 2));
  };
  return (
    <div className={classes.strip}>
      <div
        className={classes.line}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          follow(event);
        }}
        onPointerMove={follow}
      >
        {stretches.map(({ left, width: wide, ramp, isAhead }) => (
          <span
            key={left}
            className={classes.stretch}
            data-ahead={isAhead || undefined}
            style={{ ...rampColours(ramp), left, width: wide }}
          />
        ))}
        <span
          className={classes.window}
          style={window}
          role="slider"
          tabIndex={0}
          aria-label="Dates shown"
          aria-valuemin={0}
          aria-valuemax={total - count}
          aria-valuenow={start}
          aria-valuetext={`${day(shown.from)} to ${day(shown.to)}`}
          onKeyDown={(event: KeyboardEvent) => {
            const step = STEPS[event.key];
            if (step === undefined) return;
            event.preventDefault();
            moveTo(start + step);
          }}
        />
      </div>
      <div className={classes.months} aria-hidden>
        {months.map(({ date, x }) => (
          <span key={date} style={{ left: x }}>
            {formatMonth(date, { withYear: false })}
          </span>
        ))}
      </div>
    </div>
  );
}
