import type { ListedInvoice } from '@dunwell/contract';
import { Stack, Textarea } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { api } from '../api/client.js';
import { useChange } from '../api/use-change.js';
import { HOLD_TOUCHES } from '../parts/holds/hold-words.js';
import { MayButton } from '../parts/may-button.js';
import classes from './invoices.module.css';

interface LeaveOutProps {
  invoice: ListedInvoice;
  onDone: () => void;
}

/** Takes an invoice out of all balances, with the reason, or back in (S14). */
export function LeaveOut({ invoice, onDone }: LeaveOutProps): ReactElement | null {
  if (invoice.leftOut) return <TakeBackIn invoice={invoice} onDone={onDone} />;
  return invoice.status === 'open' ? <TakeOut invoice={invoice} onDone={onDone} /> : null;
}

function TakeOut({ invoice, onDone }: LeaveOutProps): ReactElement {
  const form = useForm({
    initialValues: { note: '' },
    validate: { note: isNotEmpty('Say why, for whoever looks at this later.') },
  });
  const leaveOut = useChange({
    touches: HOLD_TOUCHES,
    says: () => `${invoice.number} is left out of all balances.`,
    onDone,
    change: ({ note }: { note: string }) =>
      api.holds.place({
        account: invoice.account,
        invoice: invoice.number,
        reason: 'other',
        leaveOut: true,
        note,
      }),
  });
  return (
    <Stack gap={8}>
      <h2>Leave out of balances</h2>
      <p className={classes.muted}>
        It then counts for nothing: no balance, no streak, no automation. A hold keeps it out until somebody
        takes it back in.
      </p>
      <Textarea label="Reason" {...form.getInputProps('note')} />
      <MayButton
        permission="work"
        variant="default"
        loading={leaveOut.isPending}
        onClick={() => form.onSubmit((values) => leaveOut.mutate(values))()}
      >
        Leave out
      </MayButton>
    </Stack>
  );
}

function TakeBackIn({ invoice, onDone }: LeaveOutProps): ReactElement {
  const holdId = invoice.hold?.id;
  const takeIn = useChange({
    change: (id: string) => api.holds.lift(id),
    touches: HOLD_TOUCHES,
    says: () => `${invoice.number} counts again.`,
    onDone,
  });
  return (
    <Stack gap={8}>
      <h2>Left out of balances</h2>
      <p className={classes.muted}>{invoice.hold?.note ?? 'No reason was given.'}</p>
      <MayButton
        permission="work"
        variant="default"
        loading={takeIn.isPending}
        disabledBecause={
          holdId === undefined ? 'The whole account is left out; lift the hold there.' : undefined
        }
        onClick={() => holdId !== undefined && takeIn.mutate(holdId)}
      >
        Let it count again
      </MayButton>
    </Stack>
  );
}
