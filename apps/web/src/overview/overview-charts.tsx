import type { PastDueMovements } from '@dunwell/contract';
import type { ReactElement } from 'react';
import { useNavigate } from 'react-router';
import {
  Area,
  AreaChart,
  Bar,
  BarChart,
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { listPath } from '../format/list-path.js';
import { formatMoney, formatShortMoney } from '../format/money.js';
import { useFormat } from '../format/use-format.js';
import { ChartTip } from '../parts/chart-tip.js';
import type { Point } from './trend-points.js';

// Loaded after the page stands: the chart library is more than half as large as the rest of it.

const AXIS = { fontSize: 11, fill: 'var(--faint)' };
const MONTH = new Intl.DateTimeFormat(undefined, { month: 'short', timeZone: 'UTC' });

/** What was overdue at the end of each date of a year. */
export function TrendChart({ points, currency }: { points: Point[]; currency: string }): ReactElement {
  const format = useFormat();
  const months = points.filter(({ date }) => date.endsWith('-15')).map(({ date }) => date);
  return (
    <ResponsiveContainer>
      <AreaChart data={points} margin={{ top: 6, right: 8, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--line)" strokeDasharray="2 3" />
        <XAxis
          dataKey="date"
          ticks={months}
          minTickGap={8}
          tickFormatter={(date: string) => MONTH.format(new Date(`${date}T12:00:00Z`))}
          tick={AXIS}
          tickLine={false}
          axisLine={{ stroke: 'var(--line)' }}
        />
        <YAxis
          width={44}
          tickCount={4}
          tickFormatter={(amount: number) => (amount === 0 ? '0' : formatShortMoney(amount, currency))}
          tick={AXIS}
          tickLine={false}
          axisLine={false}
        />
        <Tooltip
          content={({ payload }) => {
            const point = payload[0]?.payload as Point | undefined;
            return point ? (
              <ChartTip title={format.date(point.date)}>
                {formatMoney(point.amount, currency)} overdue
              </ChartTip>
            ) : null;
          }}
        />
        <Area
          dataKey="amount"
          type="linear"
          stroke="var(--ramp-4)"
          strokeWidth={1.75}
          fill="var(--ramp-4)"
          fillOpacity={0.16}
          isAnimationActive={false}
        />
      </AreaChart>
    </ResponsiveContainer>
  );
}

/** Bars upwards: became past due; downwards: paid up. A bar leads to its accounts. */
export function MovementsChart({ days }: { days: PastDueMovements['days'] }): ReactElement {
  const format = useFormat();
  const navigate = useNavigate();
  const bars = days.map(({ date, entered, left }) => ({
    date,
    entered: entered.count,
    left: -left.count,
    enteredPath: listPath(entered.list),
    leftPath: listPath(left.list),
  }));
  return (
    <ResponsiveContainer>
      <BarChart
        data={bars}
        stackOffset="sign"
        margin={{ top: 0, right: 8, bottom: 0, left: 8 }}
        barCategoryGap={2}
      >
        <ReferenceLine y={0} stroke="var(--surface)" strokeWidth={2} />
        <Tooltip
          cursor={{ fill: 'var(--sunken)' }}
          content={({ payload }) => {
            const bar = payload[0]?.payload as (typeof bars)[number] | undefined;
            return bar ? (
              <ChartTip title={format.date(bar.date)}>
                {bar.entered} became past due, {-bar.left} paid up
              </ChartTip>
            ) : null;
          }}
        />
        <Bar
          dataKey="entered"
          stackId="accounts"
          fill="var(--ramp-3)"
          radius={[2, 2, 0, 0]}
          isAnimationActive={false}
          cursor="pointer"
          onClick={(_, at) => void navigate(bars[at]?.enteredPath ?? '/accounts')}
        />
        <Bar
          dataKey="left"
          stackId="accounts"
          fill="var(--success)"
          radius={[2, 2, 0, 0]}
          isAnimationActive={false}
          cursor="pointer"
          onClick={(_, at) => void navigate(bars[at]?.leftPath ?? '/accounts')}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}
