import { AccountLink } from '../parts/account-link.js';
import type { ListedInvoice } from '@dunwell/contract';
import { CircleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { formatMoney } from '../format/money.js';
import { useFormat } from '../format/use-format.js';
import type { Column } from '../parts/data-table.js';
import { DaysPill } from '../parts/days-pill.js';
import { TonePill } from '../parts/tone-pill.js';
import classes from './invoices.module.css';

export function useInvoiceColumns(): Column<ListedInvoice>[] {
  const format = useFormat();
  return [
    {
      id: 'number',
      header: 'Number',
      cell: ({ number }) => <b className={classes.number}>{number}</b>,
      phone: 'title',
    },
    {
      id: 'account',
      header: 'Account',
      cell: ({ account, name }) => <AccountLink account={account} name={name} />,
      phone: 'detail',
    },
    { id: 'issued', header: 'Issued', cell: ({ issuedOn }) => format.day(issuedOn) },
    { id: 'due', header: 'Due', cell: ({ dueOn }) => format.day(dueOn) },
    { id: 'days', header: 'Past due', cell: (invoice) => <PastDue invoice={invoice} />, phone: 'detail' },
    { id: 'state', header: 'State', cell: (invoice) => <InvoiceState invoice={invoice} />, phone: 'detail' },
    {
      id: 'total',
      header: 'Total',
      align: 'right',
      cell: ({ total, currency }) => <span className={classes.muted}>{formatMoney(total, currency)}</span>,
    },
    {
      id: 'remaining',
      header: 'Remaining',
      align: 'right',
      cell: ({ remaining, currency }) => formatMoney(remaining, currency),
      phone: 'amount',
    },
  ];
}

function PastDue({ invoice: { daysPastDue } }: { invoice: ListedInvoice }): ReactElement | null {
  return daysPastDue === null ? null : <DaysPill daysPastDue={daysPastDue} />;
}

const STATUS: Readonly<Record<string, string>> = {
  draft: 'Draft',
  scheduled: 'Not issued yet',
  open: 'Open',
  paid: 'Paid',
  void: 'Void',
  uncollectible: 'Written off',
};

/** Where an invoice stands, with what stands in its way. */
export function InvoiceState({ invoice }: { invoice: ListedInvoice }): ReactElement {
  const { status, disputed, leftOut, lastFailure } = invoice;
  return (
    <span className={classes.state}>
      <TonePill tone={status === 'paid' ? 'success' : 'plain'}>{STATUS[status] ?? status}</TonePill>
      {disputed && <TonePill tone="warning">Disputed</TonePill>}
      {leftOut && <TonePill>Left out</TonePill>}
      {lastFailure && status === 'open' && (
        <TonePill tone="danger">
          <CircleAlert size={12} aria-hidden />
          Payment failed
        </TonePill>
      )}
    </span>
  );
}
