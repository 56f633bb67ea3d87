import type { OverdueTrend } from '@dunwell/contract';
import { Skeleton } from '@mantine/core';
import { ArrowDownRight, ArrowUpRight } from 'lucide-react';
import { lazy, Suspense, type ReactElement } from 'react';
import { formatFullDate } from '../format/dates.js';
import { formatMoney } from '../format/money.js';
import { Panel } from '../parts/panel.js';
import classes from './overview.module.css';
import { monthEnds, pointsOf, type Point } from './trend-points.js';

const TrendChart = lazy(async () => ({ default: (await import('./overview-charts.js')).TrendChart }));

interface TrendPanelProps {
  trend: OverdueTrend;
  currency: string;
  asTable: boolean;
}

export function TrendPanel({ trend, currency, asTable }: TrendPanelProps): ReactElement {
  const points = pointsOf(trend, currency);
  return (
    <Panel
      title="Overdue over 12 months"
      aside={<Change points={points} currency={currency} />}
      className={classes.trend}
    >
      {asTable ? (
        <MonthTable points={points} currency={currency} />
      ) : (
        <div className={classes.chart} role="img" aria-label={inWords(points, currency)}>
          <Suspense fallback={<Skeleton height="100%" radius={6} />}>
            <TrendChart points={points} currency={currency} />
          </Suspense>
        </div>
      )}
    </Panel>
  );
}

/** How much more or less than a year ago. */
function Change({ points, currency }: { points: readonly Point[]; currency: string }): ReactElement | null {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || first.amount === 0) return null;
  const more = last.amount - first.amount;
  const Icon = more > 0 ? ArrowUpRight : ArrowDownRight;
  return (
    <span className={classes.change} data-worse={more > 0 || undefined} data-better={more < 0 || undefined}>
      <Icon size={13} aria-hidden />
      {formatMoney(Math.abs(more), currency)} {more > 0 ? 'more' : 'less'} than a year ago
    </span>
  );
}

function MonthTable({ points, currency }: { points: readonly Point[]; currency: string }): ReactElement {
  return (
    <table className={classes.table} aria-label="Overdue at the end of each month">
      <thead>
        <tr>
          <th>At the end of</th>
          <th data-right>Overdue</th>
        </tr>
      </thead>
      <tbody>
        {monthEnds(points).map(({ date, amount }) => (
          <tr key={date}>
            <td>{formatFullDate(date)}</td>
            <td data-right>{formatMoney(amount, currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function inWords(points: readonly Point[], currency: string): string {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return 'Nothing was overdue.';
  return `Overdue from ${formatMoney(first.amount, currency)} on ${formatFullDate(first.date)} to ${formatMoney(last.amount, currency)} today.`;
}
