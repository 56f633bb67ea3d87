import type { PastDueMovements } from '@dunwell/contract';
import { Skeleton } from '@mantine/core';
import { lazy, Suspense, type ReactElement } from 'react';
import { Link } from 'react-router';
import { listPath } from '../format/list-path.js';
import { useFormat } from '../format/use-format.js';
import { Panel } from '../parts/panel.js';
import classes from './overview.module.css';

const MovementsChart = lazy(async () => ({ default: (await import('./overview-charts.js')).MovementsChart }));

interface MovementsPanelProps {
  movements: PastDueMovements;
  asTable: boolean;
}

/** How many accounts became past due and how many paid up, day by day. */
export function MovementsPanel({ movements, asTable }: MovementsPanelProps): ReactElement {
  const { days, entered, left } = movements;
  const format = useFormat();
  return (
    <Panel title="In and out of past due" className={classes.movements}>
      <div className={classes.movementsBody}>
        <div className={classes.legend}>
          Accounts per day, {days.length} days
          <span>
            <span className={classes.swatch} style={{ background: 'var(--ramp-3)' }} />
            <b>{entered.toLocaleString()}</b> became past due
          </span>
          <span>
            <span className={classes.swatch} style={{ background: 'var(--success)' }} />
            <b>{left.toLocaleString()}</b> paid up
          </span>
        </div>
        {asTable ? (
          <MovementsTable days={days} />
        ) : (
          <div className={classes.movementsChart}>
            <div
              className={classes.chart}
              role="img"
              aria-label={`In ${days.length} days ${entered} accounts became past due and ${left} paid up.`}
            >
              <Suspense fallback={<Skeleton height="100%" radius={6} />}>
                <MovementsChart days={days} />
              </Suspense>
            </div>
            <div className={classes.ends} aria-hidden>
              <span>{format.day(days[0]?.date ?? format.today)}</span>
              <span>Today</span>
            </div>
          </div>
        )}
      </div>
    </Panel>
  );
}

function MovementsTable({ days }: { days: PastDueMovements['days'] }): ReactElement {
  const format = useFormat();
  return (
    <table className={classes.table} aria-label="Accounts that became past due and paid up, by day">
      <thead>
        <tr>
          <th>Date</th>
          <th data-right>Became past due</th>
          <th data-right>Paid up</th>
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map(({ date, entered, left }) => (
          <tr key={date}>
            <td>{format.date(date)}</td>
            <td data-right>
              <Link to={listPath(entered.list)}>{entered.count}</Link>
            </td>
            <td data-right>
              <Link to={listPath(left.list)}>{left.count}</Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
