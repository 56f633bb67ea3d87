import type { AccountDetails, RibbonBalance } from '@dunwell/contract';
import type { ReactElement } from 'react';
import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { addDays } from '../../format/calendar.js';
import { dateIn } from '../../format/dates.js';
import { formatMoney, formatShortMoney } from '../../format/money.js';
import { useFormat } from '../../format/use-format.js';
import { balancePoints, roundTicks } from './balance-points.js';
import classes from './balance.module.css';

/** How many days back the lines begin, and how many days lie between two dates on the axis. */
const DAYS = 90;
const TICK_EVERY = 21;

const AXIS = { fontSize: 11, fill: 'var(--muted)' } as const;

interface BalanceChartProps {
  account: AccountDetails;
  balances: readonly RibbonBalance[];
  /** Business now, in milliseconds since 1970. */
  to: number;
}

/** What is overdue and what is outstanding, in steps: a balance holds until something changes it. */
export function BalanceChart({ account, balances, to }: BalanceChartProps): ReactElement {
  const { day } = useFormat();
  const { currency, timeZone, today } = account;
  const instantOf = (date: string): number => new Date(`${date}T00:00:00Z`).getTime();
  const from = instantOf(addDays(today, -DAYS));
  const data = balancePoints(balances, { from, to });
  const most = Math.max(0, ...data.map(({ outstanding, overdue }) => Math.max(outstanding, overdue)));
  const ticks = Array.from({ length: Math.floor(DAYS / TICK_EVERY) }, (_, index) =>
    instantOf(addDays(today, -(index * TICK_EVERY) - Math.floor(TICK_EVERY / 3))),
  );
  return (
    <ResponsiveContainer width="100%" height="100%">
      <AreaChart data={data} margin={{ top: 6, right: 2, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} syncWithTicks stroke="var(--line)" strokeDasharray="2 3" />
        <XAxis
          dataKey="at"
          type="number"
          domain={[from, to]}
          ticks={ticks}
          tickFormatter={(at: number) => day(dateIn(new Date(at).toISOString(), 'UTC'))}
          tick={AXIS}
          tickLine={false}
          axisLine={{ stroke: 'var(--line)' }}
        />
        <YAxis
          width={44}
          domain={[0, Math.max(1, most * 1.06)]}
          ticks={roundTicks(most)}
          interval={0}
          tickFormatter={(amount: number) => formatShortMoney(amount, currency)}
          tick={AXIS}
          tickLine={false}
          axisLine={false}
        />
        <Tooltip
          isAnimationActive={false}
          content={({ active, payload }) => {
            const point = payload[0]?.payload as
              { at: number; overdue: number; outstanding: number } | undefined;
            if (!active || !point) return null;
            return (
              <div className={classes.tip}>
                <strong>{day(dateIn(new Date(point.at).toISOString(), timeZone))}</strong>
                <span>Overdue {formatMoney(point.overdue, currency)}</span>
                <span>Outstanding {formatMoney(point.outstanding, currency)}</span>
              </div>
            );
          }}
        />
        <Area
          type="stepAfter"
          dataKey="outstanding"
          stroke="var(--comparison)"
          strokeWidth={1.5}
          fill="none"
          isAnimationActive={false}
        />
        <Area
          type="stepAfter"
          dataKey="overdue"
          stroke="var(--ramp-4)"
          strokeWidth={2}
          fill="var(--ramp-4)"
          fillOpacity={0.13}
          isAnimationActive={false}
        />
      </AreaChart>
    </ResponsiveContainer>
  );
}
