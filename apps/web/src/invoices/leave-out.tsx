import type { ListedInvoice } from '@dunwell/contract';
import { Stack, Textarea } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../api/client.js';
import { done, failed } from '../app/notify.js';
import { MayButton } from '../parts/may-button.js';
import classes from './invoices.module.css';

interface LeaveOutProps {
  invoice: ListedInvoice;
  onDone: () => void;
}

/** Takes an invoice out of all balances, with the reason, or back in (S14). */
export function LeaveOut({ invoice, onDone }: LeaveOutProps): ReactElement | null {
  const queryClient = useQueryClient();
  const settle = async (message: string): Promise<void> => {
    done(message);
    onDone();
    await queryClient.invalidateQueries();
  };
  if (invoice.leftOut) return <TakeBackIn invoice={invoice} settle={settle} />;
  return invoice.status === 'open' ? <TakeOut invoice={invoice} settle={settle} /> : null;
}

interface StepProps {
  invoice: ListedInvoice;
  settle: (message: string) => Promise<void>;
}

function TakeOut({ invoice, settle }: StepProps): ReactElement {
  const form = useForm({
    initialValues: { note: '' },
    validate: { note: isNotEmpty('Say why, for whoever looks at this later.') },
  });
  const leaveOut = useMutation({
    mutationFn: ({ note }: { note: string }) =>
      api.holds.place({
        account: invoice.account,
        invoice: invoice.number,
        reason: 'other',
        leaveOut: true,
        note,
      }),
    onSuccess: () => settle(`${invoice.number} is left out of all balances.`),
    onError: failed,
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

function TakeBackIn({ invoice, settle }: StepProps): ReactElement {
  const holdId = invoice.hold?.id;
  const takeIn = useMutation({
    mutationFn: (id: string) => api.holds.lift(id),
    onSuccess: () => settle(`${invoice.number} counts again.`),
    onError: failed,
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
