import type { HoldReason } from '@dunwell/language';
import { Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { api } from '../../api/client.js';
import { DateField } from '../date-field.js';
import { FormFrame } from '../form-frame.js';
import { HOLD_TOUCHES } from './hold-words.js';
import { needsEnd } from './hold-values.js';
import { useFormChange } from '../use-form-change.js';

interface ChangeHoldFormProps {
  hold: {
    id: string;
    reason: HoldReason;
    /** The last date it covers; null: no end. */
    until: string | null;
    note: string | null;
  };
  /** The account's business date: the first it can end on. */
  today: string;
  onDone: () => void;
}

/** Extends or shortens a hold, or changes its note. */
export function ChangeHoldForm({ hold, today, onDone }: ChangeHoldFormProps): ReactElement {
  const form = useForm({
    initialValues: { until: hold.until, note: hold.note ?? '' },
    validate: {
      until: (date) => (date === null && needsEnd(hold.reason) ? 'It needs the last date it covers.' : null),
    },
  });
  const change = useFormChange(form, {
    change: ({ until, note }: { until: string | null; note: string }) =>
      api.holds.change(hold.id, { until, note: note.trim() || null }),
    touches: HOLD_TOUCHES,
    says: () => 'The hold is changed.',
    onDone,
  });
  return (
    <FormFrame {...change} submit="Change hold" onCancel={onDone}>
      <DateField
        label="Last date"
        placeholder="No end"
        clearable={!needsEnd(hold.reason)}
        minDate={today}
        {...form.getInputProps('until')}
      />
      <Textarea label="Note" maxLength={2000} {...form.getInputProps('note')} />
    </FormFrame>
  );
}
