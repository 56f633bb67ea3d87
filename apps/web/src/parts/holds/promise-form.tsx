import { Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { api } from '../../api/client.js';
import { addDays } from '../../format/calendar.js';
import { toMajorUnits, toMinorUnits } from '../../format/minor-units.js';
import { DateField } from '../date-field.js';
import { FormFrame } from '../form-frame.js';
import { MoneyField } from '../money-field.js';
import { HOLD_TOUCHES } from './hold-words.js';
import { useFormChange } from '../use-form-change.js';

/** How long people get to keep a promise unless somebody chooses otherwise, in days. */
const USUAL_DAYS = 7;

interface PromiseValues {
  /** In major units; empty: everything overdue. */
  promisedAmount: string | number;
  until: string | null;
  note: string;
}

interface PromiseFormProps {
  /** The account's key, its business date, and what it owes past due. */
  account: string;
  today: string;
  currency: string;
  overdue: number;
  onDone: () => void;
}

/** Keeps a customer's promise to pay: a hold until its date, found kept or broken by itself (S14). */
export function PromiseForm({ account, today, currency, overdue, onDone }: PromiseFormProps): ReactElement {
  const form = useForm<PromiseValues>({
    initialValues: {
      promisedAmount: overdue > 0 ? toMajorUnits(overdue, currency) : '',
      until: addDays(today, USUAL_DAYS),
      note: '',
    },
    validate: {
      promisedAmount: (typed) =>
        typed === '' || (toMinorUnits(typed, currency) ?? 0) > 0 ? null : 'Enter more than zero.',
      until: (date) => (date === null ? 'Say by when they will pay.' : null),
    },
  });
  const change = useFormChange(form, {
    change: ({ promisedAmount, until, note }: PromiseValues) =>
      api.holds.place({
        account,
        reason: 'promiseToPay',
        until,
        promisedAmount: toMinorUnits(promisedAmount, currency) ?? undefined,
        note: note.trim() || undefined,
      }),
    touches: HOLD_TOUCHES,
    says: () => 'The promise is noted. Nothing is sent until its date.',
    onDone,
  });
  return (
    <FormFrame {...change} submit="Note promise" onCancel={onDone}>
      <MoneyField
        label="Amount"
        description="What they promise to pay. Empty: everything that is overdue."
        currency={currency}
        data-autofocus
        {...form.getInputProps('promisedAmount')}
      />
      <DateField
        label="By"
        description="Until the end of this date nothing is sent. Whether it was kept is found from the payments."
        withAsterisk
        minDate={today}
        {...form.getInputProps('until')}
      />
      <Textarea label="Note" placeholder="What they said" maxLength={2000} {...form.getInputProps('note')} />
    </FormFrame>
  );
}
