import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { api } from '../../api/client.js';
import { FormFrame } from '../form-frame.js';
import { HoldFields } from './hold-fields.js';
import { HOLD_TOUCHES } from './hold-words.js';
import { holdFaults, toHold, usualHold, type HoldValues } from './hold-values.js';
import { useFormChange } from '../use-form-change.js';

interface HoldFormProps {
  /** The account's key, and its business date. */
  account: string;
  today: string;
  /** The number of one of its invoices; the whole account when absent. */
  invoice?: string;
  /** What the form begins with. */
  begin?: Partial<HoldValues>;
  onDone: () => void;
}

/** Places a hold on an account or one of its invoices (S14). */
export function HoldForm({ account, today, invoice, begin, onDone }: HoldFormProps): ReactElement {
  const form = useForm<HoldValues>({
    initialValues: { ...usualHold(today), ...begin },
    validate: holdFaults,
  });
  const change = useFormChange(form, {
    change: (values: HoldValues) => api.holds.place({ account, invoice, ...toHold(values) }),
    touches: HOLD_TOUCHES,
    says: () => (invoice === undefined ? 'The account is on hold.' : `${invoice} is on hold.`),
    onDone,
  });
  return (
    <FormFrame {...change} submit="Place hold" onCancel={onDone}>
      <HoldFields form={form} held={invoice === undefined ? 'account' : 'invoice'} today={today} />
    </FormFrame>
  );
}
