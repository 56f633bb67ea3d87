import type { ListedRibbon } from '@dunwell/contract';
import type { ReactElement } from 'react';
import { rampStretches } from '../format/ageing.js';
import { daysBetween } from '../format/calendar.js';
import { days } from '../format/dates.js';
import classes from './mini-ribbon.module.css';
import { rampColours } from './ramp-colours.js';

/** An account's last days in a line of a list: past due in the colours of the ramp, clear days thin. */
export function MiniRibbon({ ribbon: { from, to, runs } }: { ribbon: ListedRibbon }): ReactElement {
  const count = daysBetween(from, to) + 1;
  const pastDue = runs.map((run) => ({ ...run, days: daysBetween(run.from, run.to) + 1 }));
  const total = pastDue.reduce((sum, run) => sum + run.days, 0);
  return (
    <svg
      className={classes.ribbon}
      viewBox={`0 0 ${count} 8`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`Past due on ${days(total)} of the last ${count}`}
    >
      <rect className={classes.clear} x={0} y={3} width={count} height={2} />
      {pastDue.flatMap((run) =>
        rampStretches(run.day, run.days).map((stretch) => (
          <rect
            key={`${run.from} ${stretch.ramp}`}
            className={classes.pastDue}
            style={rampColours(stretch.ramp)}
            x={daysBetween(from, run.from) + stretch.from}
            y={0}
            width={stretch.days}
            height={8}
          />
        )),
      )}
    </svg>
  );
}
