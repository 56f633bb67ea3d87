import type { ListedInvoice } from '@dunwell/contract';
import { ActionIcon, Menu, Modal } from '@mantine/core';
import { CirclePause, Ellipsis, EyeOff, Undo2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { daysBetween } from '../../format/calendar.js';
import { formatMonth } from '../../format/dates.js';
import { formatMoney } from '../../format/money.js';
import { useFormat } from '../../format/use-format.js';
import { DaysPill } from '../../parts/days-pill.js';
import { HoldForm } from '../../parts/holds/hold-form.js';
import type { HoldValues } from '../../parts/holds/hold-values.js';
import { LiftHold } from '../../parts/holds/lift-hold.js';
import { MayItem } from '../../parts/may-item.js';
import { invoiceNote } from './invoice-note.js';
import classes from './tabs.module.css';

type Dialog = 'hold' | 'leaveOut' | 'bringBack';

const BEGIN: Readonly<Record<'hold' | 'leaveOut', Partial<HoldValues>>> = {
  hold: { reason: 'dispute', until: null },
  leaveOut: { reason: 'dispute', until: null, leaveOut: true },
};

/** An open invoice, and what can be done about it. */
export function InvoiceRow({ invoice, today }: { invoice: ListedInvoice; today: string }): ReactElement {
  const format = useFormat();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const { account, number, dueOn, remaining, currency, hold, leftOut } = invoice;
  const note = invoiceNote(invoice, format.day);
  const close = (): void => setDialog(null);
  return (
    <li className={classes.row}>
      <div className={classes.invoice}>
        <span className={classes.number}>{number}</span>
        {note !== null && <span className={classes.note}>{note}</span>}
      </div>
      <span className={classes.due} title={format.date(dueOn)}>
        {dueOn.slice(0, 4) === today.slice(0, 4) ? format.day(dueOn) : formatMonth(dueOn, { withYear: true })}
      </span>
      <span className={classes.pill}>
        <DaysPill daysPastDue={daysBetween(dueOn, today)} />
      </span>
      <span className={classes.amount} data-left-out={leftOut || undefined}>
        {formatMoney(remaining, currency)}
      </span>
      <Menu>
        <Menu.Target>
          <ActionIcon size={24} aria-label={`What to do about ${number}`}>
            <Ellipsis size={14} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <MayItem
            permission="work"
            icon={CirclePause}
            label="Dispute or hold"
            onClick={() => setDialog('hold')}
          />
          {leftOut && hold ? (
            <MayItem
              permission="work"
              icon={Undo2}
              label="Count it in balances again"
              onClick={() => setDialog('bringBack')}
            />
          ) : (
            <MayItem
              permission="work"
              icon={EyeOff}
              label="Leave out of balances"
              onClick={() => setDialog('leaveOut')}
            />
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal opened={dialog !== null} onClose={close} title={dialog && titleOf(dialog, number)}>
        {dialog === 'bringBack' && hold && <LiftHold id={hold.id} what={number} leftOut onDone={close} />}
        {(dialog === 'hold' || dialog === 'leaveOut') && (
          <HoldForm account={account} invoice={number} today={today} begin={BEGIN[dialog]} onDone={close} />
        )}
      </Modal>
    </li>
  );
}

function titleOf(dialog: Dialog, number: string): string {
  if (dialog === 'bringBack') return `Count ${number} in balances again`;
  return dialog === 'hold' ? `Place a hold on ${number}` : `Leave ${number} out of balances`;
}
