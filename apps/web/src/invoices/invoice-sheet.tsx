import type { ListedInvoice } from '@dunwell/contract';
import { Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { formatMoney } from '../format/money.js';
import { useFormat } from '../format/use-format.js';
import { AccountLink } from '../parts/account-link.js';
import { SideSheet } from '../parts/side-sheet.js';
import { InvoiceState } from './invoice-columns.js';
import classes from './invoices.module.css';
import { LeaveOut } from './leave-out.js';

/** One invoice beside the list, with what can be done about it. */
export function InvoiceSheet({
  invoice,
  onClose,
}: {
  invoice: ListedInvoice | null;
  onClose: () => void;
}): ReactElement {
  return (
    <SideSheet title={invoice?.number} opened={invoice !== null} onClose={onClose}>
      {invoice && (
        <Stack gap={20}>
          <Details invoice={invoice} />
          <LeaveOut invoice={invoice} onDone={onClose} />
        </Stack>
      )}
    </SideSheet>
  );
}

function Details({ invoice }: { invoice: ListedInvoice }): ReactElement {
  const format = useFormat();
  const { account, name, issuedOn, dueOn, total, remaining, currency, lastFailure, hold } = invoice;
  return (
    <dl className={classes.details}>
      <dt>Account</dt>
      <dd>
        <AccountLink account={account} name={name} />
      </dd>
      <dt>State</dt>
      <dd>
        <InvoiceState invoice={invoice} />
      </dd>
      <dt>Issued</dt>
      <dd>{format.date(issuedOn)}</dd>
      <dt>Due</dt>
      <dd>{format.date(dueOn)}</dd>
      <dt>Total</dt>
      <dd>{formatMoney(total, currency)}</dd>
      <dt>Remaining</dt>
      <dd>{formatMoney(remaining, currency)}</dd>
      {lastFailure && (
        <>
          <dt>Last failure</dt>
          <dd>
            {format.instant(lastFailure.at)}
            {lastFailure.code !== null && `, ${lastFailure.code}`}
          </dd>
        </>
      )}
      {hold && (
        <>
          <dt>Hold</dt>
          <dd>
            {hold.until === null ? 'without end' : `until ${format.date(hold.until)}`}
            {hold.note !== null && `: ${hold.note}`}
          </dd>
        </>
      )}
    </dl>
  );
}
