import type { HistoryKind } from '@dunwell/contract';
import type { ReactElement } from 'react';
import { api } from '../../api/client.js';
import { usePages } from '../../api/use-pages.js';
import { ScrollList } from '../../parts/scroll-list.js';
import { HistoryLine } from '../history/history-line.js';
import classes from './tabs.module.css';

/** What of the history is money that came, failed to come, or went back. */
const MONEY: ReadonlySet<HistoryKind> = new Set([
  'paymentSucceeded',
  'paymentPending',
  'paymentFailed',
  'paymentRefunded',
  'paymentChargedBack',
  'credit',
]);

interface PaymentsTabProps {
  account: string;
  currency: string;
  timeZone: string;
}

export function PaymentsTab({ account, currency, timeZone }: PaymentsTabProps): ReactElement {
  const pages = usePages(['account', account, 'history', 'billing'], (cursor) =>
    api.accounts.getHistory(account, { group: 'billing', cursor }),
  );
  const items = pages.items?.filter(({ kind }) => MONEY.has(kind));
  return (
    <ScrollList
      label="Payments"
      pages={{ ...pages, items }}
      keyOf={({ id }) => id}
      empty="No payment has come in yet."
      className={classes.lines}
    >
      {(entry) => <HistoryLine entry={entry} currency={currency} timeZone={timeZone} />}
    </ScrollList>
  );
}
