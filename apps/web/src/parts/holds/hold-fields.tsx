import { Checkbox, Select, Textarea } from '@mantine/core';
import type { ReactElement } from 'react';
import { DateField } from '../date-field.js';
import { CHOSEN_REASONS, type HoldValues } from './hold-values.js';

const REASONS: Readonly<Record<(typeof CHOSEN_REASONS)[number], { label: string; words: string }>> = {
  courtesy: { label: 'Courtesy', words: 'Somebody has asked for time, or deserves it.' },
  dispute: { label: 'Dispute', words: 'The customer says that something is wrong.' },
  other: { label: 'Other', words: 'Say in the note why.' },
};

/** What is held: the account with everything, or one invoice (S14). */
export type HeldThing = 'account' | 'accounts' | 'invoice';

const LEAVE_OUT: Readonly<Record<HeldThing, { label: string; words: string }>> = {
  account: {
    label: 'End what automations have begun',
    words: 'Otherwise they wait, and go on after the hold if the account is still overdue.',
  },
  accounts: {
    label: 'End what automations have begun',
    words: 'Otherwise they wait, and go on after the hold where the account is still overdue.',
  },
  invoice: {
    label: 'Leave the invoice out of all balances',
    words:
      'As long as the hold lasts it is not overdue and counts for no streak. Otherwise only automations about this invoice wait.',
  },
};

/** What the fields need of the form they stand in. */
interface FormOfHold {
  values: HoldValues;
  getInputProps: (field: keyof HoldValues, options?: { type: 'checkbox' }) => object;
}

/** Why, until when, how far it goes, and a word about it. */
export function HoldFields({
  form,
  held,
  today,
}: {
  form: FormOfHold;
  held: HeldThing;
  /** The first date it can end on. */
  today: string;
}): ReactElement {
  const { reason } = form.values;
  const { words } = REASONS[reason === 'promiseToPay' ? 'other' : reason];
  const leaveOut = LEAVE_OUT[held];
  return (
    <>
      <Select
        label="Reason"
        description={words}
        data={CHOSEN_REASONS.map((value) => ({ value, label: REASONS[value].label }))}
        allowDeselect={false}
        {...form.getInputProps('reason')}
      />
      <DateField
        label="Last date"
        description={
          reason === 'courtesy'
            ? 'It ends by itself after it.'
            : 'Without one it lasts until somebody lifts it.'
        }
        placeholder={reason === 'courtesy' ? 'Choose a date' : 'No end'}
        clearable={reason !== 'courtesy'}
        withAsterisk={reason === 'courtesy'}
        minDate={today}
        {...form.getInputProps('until')}
      />
      <Checkbox
        label={leaveOut.label}
        description={leaveOut.words}
        {...form.getInputProps('leaveOut', { type: 'checkbox' })}
      />
      <Textarea
        label="Note"
        placeholder="For your colleagues"
        maxLength={2000}
        {...form.getInputProps('note')}
      />
    </>
  );
}
