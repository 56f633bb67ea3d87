import type { AccountPage, RibbonBalance } from '@dunwell/contract';
import { Skeleton } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { formatMoney } from '../../format/money.js';
import { writeParams } from '../../format/search-params.js';
import { useFormat } from '../../format/use-format.js';
import { BalancePanel } from '../balance/balance-panel.js';
import { InvoiceRow } from './invoice-row.js';
import classes from './tabs.module.css';

interface InvoicesTabProps {
  page: AccountPage;
  balances: readonly RibbonBalance[] | null | undefined;
}

/** What is still owed, invoice by invoice, and how it came to that. */
export function InvoicesTab({ page, balances }: InvoicesTabProps): ReactElement {
  const { account, invoices } = page;
  return (
    <div className={classes.owed}>
      <div className={classes.invoices} role="region" aria-label="Open invoices" tabIndex={0}>
        {invoices.open.length === 0 ? (
          <p className={classes.nothing}>No invoice is open.</p>
        ) : (
          <ul className={classes.rows}>
            {invoices.open.map((invoice) => (
              <InvoiceRow key={invoice.number} invoice={invoice} today={account.today} />
            ))}
          </ul>
        )}
      </div>
      <OtherInvoices page={page} />
      {balances && <BalancePanel account={account} balances={balances} />}
      {balances === undefined && <Skeleton className={classes.chartWaiting} height={150} radius={6} />}
    </div>
  );
}

/** What does not stand in the list: the money that came last, and invoices that are done with. */
function OtherInvoices({ page }: { page: AccountPage }): ReactElement {
  const { date } = useFormat();
  const { account, invoices, lastPayment } = page;
  const { openCount, open, paidCount, voidCount, writtenOffCount } = invoices;
  const listed = (view: string): string =>
    `/invoices?${writeParams({ view, account: account.account }).toString()}`;
  const links = [
    {
      words: `${openCount - open.length} more open`,
      count: openCount - open.length,
      to: listed('outstanding'),
    },
    { words: `${paidCount} paid`, count: paidCount, to: listed('paid') },
    { words: `${voidCount} void`, count: voidCount, to: listed('void') },
    { words: `${writtenOffCount} written off`, count: writtenOffCount, to: listed('writtenOff') },
  ].filter(({ count }) => count > 0);
  return (
    <div className={classes.others}>
      <span>
        {lastPayment === null
          ? 'No payment yet'
          : `Last payment ${formatMoney(lastPayment.amount, account.currency)}, ${date(lastPayment.date)}`}
      </span>
      <span className={classes.links}>
        {links.map(({ words, to }) => (
          <Link key={to} to={to}>
            {words}
          </Link>
        ))}
      </span>
    </div>
  );
}
