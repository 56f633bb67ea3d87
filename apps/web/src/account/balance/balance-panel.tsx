import type { AccountDetails, RibbonBalance } from '@dunwell/contract';
import { ActionIcon, Skeleton, Tooltip } from '@mantine/core';
import { ChartLine, Table2 } from 'lucide-react';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useSession } from '../../app/session/use-session.js';
import { formatMoney } from '../../format/money.js';
import { BalanceTable } from './balance-table.js';
import classes from './balance.module.css';

const BalanceChart = lazy(async () => ({ default: (await import('./balance-chart.js')).BalanceChart }));

interface BalancePanelProps {
  account: AccountDetails;
  balances: readonly RibbonBalance[];
}

/** How what is owed rose and fell, as lines or as a table. */
export function BalancePanel({ account, balances }: BalancePanelProps): ReactElement {
  const [isTable, setTable] = useState(false);
  const { now } = useSession();
  const to = new Date(now).getTime();
  const { currency } = account;
  const { outstanding, overdue } = account.balances;
  const switchTo = isTable ? 'Show as a chart' : 'Show as a table';
  const Icon = isTable ? ChartLine : Table2;
  return (
    <section className={classes.panel}>
      <header className={classes.header}>
        <h2>Balance</h2>
        {!isTable && (
          <span className={classes.keys}>
            <i data-series="overdue" /> Overdue <i data-series="outstanding" /> Outstanding
          </span>
        )}
        <strong>{formatMoney(outstanding, currency)}</strong>
        <Tooltip label={switchTo}>
          <ActionIcon size={24} aria-label={switchTo} onClick={() => setTable(!isTable)}>
            <Icon size={14} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </header>
      <div className={classes.body}>
        {balances.length === 0 ? (
          <p className={classes.never}>Nothing was ever owed.</p>
        ) : isTable ? (
          <BalanceTable account={account} balances={balances} to={to} />
        ) : (
          <div
            className={classes.chart}
            role="img"
            aria-label={`Balance of the last three months. Now ${formatMoney(overdue, currency)} overdue of ${formatMoney(outstanding, currency)} outstanding.`}
          >
            <Suspense fallback={<Skeleton height="100%" radius={6} />}>
              <BalanceChart account={account} balances={balances} to={to} />
            </Suspense>
          </div>
        )}
      </div>
    </section>
  );
}
