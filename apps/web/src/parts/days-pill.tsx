import type { ReactElement } from 'react';
import { rampOf } from '../format/ageing.js';
import { days } from '../format/dates.js';
import classes from './days-pill.module.css';

/** Days past due on the warm ramp, which means nothing else; not yet due: in how many days. */
export function DaysPill({ daysPastDue }: { daysPastDue: number }): ReactElement {
  const ramp = rampOf(daysPastDue);
  const words =
    daysPastDue > 0 ? days(daysPastDue) : daysPastDue === 0 ? 'due today' : `in ${days(-daysPastDue)}`;
  return (
    <span className={classes.pill} data-ramp={ramp ?? undefined}>
      {words}
    </span>
  );
}

/** The number as a tile, for the short form of a list. */
export function DaysTile({ count }: { count: number }): ReactElement {
  return (
    <span className={classes.tile} data-ramp={rampOf(count) ?? undefined}>
      <span className={classes.count}>{count}</span>
      <span>{count === 1 ? 'day' : 'days'}</span>
    </span>
  );
}
