import type { Ageing, AgeingBucket } from '@dunwell/contract';
import { VisuallyHidden } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { AGEING } from '../format/ageing.js';
import { listPath } from '../format/list-path.js';
import { formatMoney } from '../format/money.js';
import { Panel } from '../parts/panel.js';
import classes from './overview.module.css';

interface AgeingPanelProps {
  ageing: readonly Ageing[];
  currency: string;
  asTable: boolean;
}

/** What remains of past due invoices by how long they are past due: the warm ramp, bar by bar. */
export function AgeingPanel({ ageing, currency, asTable }: AgeingPanelProps): ReactElement {
  const own = ageing.find((one) => one.currency === currency);
  return (
    <Panel title="Ageing" aside="days past due" className={classes.ageing}>
      {!own ? 'Nothing is past due.' : asTable ? <AgeingTable ageing={own} /> : <AgeingBars ageing={own} />}
    </Panel>
  );
}

function AgeingBars({ ageing: { buckets, currency, lessUnapplied } }: { ageing: Ageing }): ReactElement {
  const most = Math.max(1, ...buckets.map(({ amount }) => amount));
  return (
    <div className={classes.ageingBody}>
      <div className={classes.buckets}>
        {buckets.map((bucket, at) => (
          <Link key={bucket.from} className={classes.bucket} to={listPath(bucket.list)}>
            <span className={classes.bucketLabel}>
              {labelOf(bucket)}
              <VisuallyHidden> days:</VisuallyHidden>
            </span>
            <span
              className={classes.bar}
              data-ramp={AGEING[at]?.ramp}
              style={{ width: `${(100 * bucket.amount) / most}%` }}
            />
            <span className={classes.bucketAmount}>{formatMoney(bucket.amount, currency)}</span>
            <span className={classes.bucketCount}>
              <VisuallyHidden>in </VisuallyHidden>
              {bucket.invoices}
              <VisuallyHidden> invoices</VisuallyHidden>
            </span>
          </Link>
        ))}
      </div>
      {lessUnapplied > 0 && (
        <div className={classes.less}>
          less {formatMoney(lessUnapplied, currency)} not yet applied to an invoice
        </div>
      )}
    </div>
  );
}

function AgeingTable({ ageing }: { ageing: Ageing }): ReactElement {
  const { buckets, currency, lessUnapplied, overdue } = ageing;
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>Days past due</th>
          <th data-right>Remaining</th>
          <th data-right>Invoices</th>
          <th data-right>Accounts</th>
        </tr>
      </thead>
      <tbody>
        {buckets.map((bucket) => (
          <tr key={bucket.from}>
            <td>{labelOf(bucket)}</td>
            <td data-right>
              <Link to={listPath(bucket.list)}>{formatMoney(bucket.amount, currency)}</Link>
            </td>
            <td data-right>{bucket.invoices}</td>
            <td data-right>{bucket.accounts}</td>
          </tr>
        ))}
        <tr>
          <td>not yet applied</td>
          <td data-right>{formatMoney(-lessUnapplied, currency)}</td>
          <td />
          <td />
        </tr>
        <tr>
          <td>overdue</td>
          <td data-right>{formatMoney(overdue, currency)}</td>
          <td />
          <td />
        </tr>
      </tbody>
    </table>
  );
}

const labelOf = ({ from, to }: AgeingBucket): string => (to === null ? `over ${from - 1}` : `${from}–${to}`);
