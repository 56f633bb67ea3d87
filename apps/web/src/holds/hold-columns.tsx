import type { Hold } from '@dunwell/contract';
import type { HoldReason } from '@dunwell/language';
import type { ReactElement } from 'react';
import { formatMoney } from '../format/money.js';
import { useFormat } from '../format/use-format.js';
import { AccountLink } from '../parts/account-link.js';
import type { Column } from '../parts/data-table.js';
import { TonePill, type Tone } from '../parts/tone-pill.js';

/** Why a hold is there, as it stands in lists. */
const REASON: Readonly<Record<HoldReason, string>> = {
  promiseToPay: 'Promise to pay',
  dispute: 'Dispute',
  courtesy: 'Courtesy',
  other: 'Other',
};

export function useHoldColumns(): Column<Hold>[] {
  const format = useFormat();
  return [
    {
      id: 'account',
      header: 'Account',
      cell: ({ account, accountName, invoice }) => (
        <>
          <AccountLink account={account} name={accountName} />
          {invoice !== null && ` · ${invoice}`}
        </>
      ),
      phone: 'title',
    },
    { id: 'reason', header: 'Reason', cell: ({ reason }) => REASON[reason], phone: 'detail' },
    { id: 'state', header: 'State', cell: (hold) => <HoldState hold={hold} />, phone: 'detail' },
    {
      id: 'promised',
      header: 'Promised',
      align: 'right',
      cell: ({ promise, promisedAmount, currency }) =>
        promise === null
          ? ''
          : promisedAmount === null
            ? 'everything overdue'
            : formatMoney(promisedAmount, currency),
    },
    {
      id: 'overdue',
      header: 'Overdue',
      align: 'right',
      cell: ({ overdue, currency }) => formatMoney(overdue, currency),
      phone: 'amount',
    },
    {
      id: 'until',
      header: 'Until',
      cell: ({ lastDate }) => (lastDate === null ? 'lifted by hand' : format.date(lastDate)),
    },
    { id: 'note', header: 'Note', cell: ({ note }) => note },
    { id: 'author', header: 'By', cell: ({ author }) => author },
  ];
}

const PROMISE: Readonly<Record<NonNullable<Hold['promise']>, { label: string; tone: Tone }>> = {
  open: { label: 'Open', tone: 'accent' },
  kept: { label: 'Kept', tone: 'success' },
  broken: { label: 'Broken', tone: 'danger' },
  takenBack: { label: 'Taken back', tone: 'plain' },
};

const STATE: Readonly<Record<Hold['state'], { label: string; tone: Tone }>> = {
  scheduled: { label: 'To come', tone: 'plain' },
  active: { label: 'In force', tone: 'accent' },
  ended: { label: 'Over', tone: 'plain' },
};

/** How a promise stands, else how the hold does. */
export function HoldState({ hold: { promise, state, leaveOut } }: { hold: Hold }): ReactElement {
  const { label, tone } = promise === null ? STATE[state] : PROMISE[promise];
  return (
    <>
      <TonePill tone={tone}>{label}</TonePill> {leaveOut && <TonePill>left out</TonePill>}
    </>
  );
}
