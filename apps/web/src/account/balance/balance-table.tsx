import type { AccountDetails, RibbonBalance } from '@dunwell/contract';
import type { ReactElement } from 'react';
import { formatMoney } from '../../format/money.js';
import { useFormat } from '../../format/use-format.js';
import { balanceChanges } from './balance-points.js';
import classes from './balance.module.css';

interface BalanceTableProps {
  account: AccountDetails;
  balances: readonly RibbonBalance[];
  /** Business now, in milliseconds since 1970. */
  to: number;
}

/** Every change of the balances, the latest first. */
export function BalanceTable({ account, balances, to }: BalanceTableProps): ReactElement {
  const { instant } = useFormat();
  const { currency, timeZone } = account;
  return (
    <div className={classes.scroll} role="region" aria-label="Balances" tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">Overdue</th>
            <th scope="col">Outstanding</th>
          </tr>
        </thead>
        <tbody>
          {balanceChanges(balances, to).map(({ from, overdue, outstanding }) => (
            <tr key={from}>
              <td>{instant(from, timeZone)}</td>
              <td>{formatMoney(overdue, currency)}</td>
              <td>{formatMoney(outstanding, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
