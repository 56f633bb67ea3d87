import type { AutomationSummary } from '@dunwell/contract';
import type { ReactElement } from 'react';
import { useFormat } from '../../format/use-format.js';
import { BarStrip } from '../../parts/bar-strip.js';
import classes from './automations.module.css';

/** How many entered on each of the last 30 dates, and together. */
export function EnteredCell({ automation }: { automation: AutomationSummary }): ReactElement {
  const { date } = useFormat();
  const { enteredByDate, entered, liveVersion, status } = automation;
  if (liveVersion === null) {
    return (
      <div className={classes.entered}>
        <span className={classes.quiet}>No history yet</span>
        <span>–</span>
      </div>
    );
  }
  const most = enteredByDate.reduce((best, day) => (day.entered > best.entered ? day : best), {
    date: '',
    entered: 0,
  });
  const peak = most.entered > 0 ? `, most on ${date(most.date)}: ${most.entered.toLocaleString()}` : '';
  return (
    <div className={classes.entered}>
      <BarStrip
        values={enteredByDate.map((day) => day.entered)}
        label={`${entered.toLocaleString()} entered in 30 days${peak}`}
        quiet={status !== 'live'}
      />
      <span>{entered.toLocaleString()}</span>
    </div>
  );
}
