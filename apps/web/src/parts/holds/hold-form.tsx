import { useForm } from '@mantine/form';
import { useState, type ReactElement } from 'react';
import { api } from '../../api/client.js';
import { useChange } from '../../api/use-change.js';
import { FormFrame } from '../form-frame.js';
import { showProblems } from '../form-problems.js';
import { HoldFields } from './hold-fields.js';
import { HOLD_TOUCHES } from './hold-words.js';
import { holdFaults, toHold, usualHold, type HoldValues } from './hold-values.js';

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
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm<HoldValues>({
    initialValues: { ...usualHold(today), ...begin },
    validate: holdFaults,
  });
  const place = useChange({
    change: (values: HoldValues) => api.holds.place({ account, invoice, ...toHold(values) }),
    touches: HOLD_TOUCHES,
    says: () => (invoice === undefined ? 'The account is on hold.' : `${invoice} is on hold.`),
    onDone,
    onRefused: (error) => setProblem(showProblems(form, error)),
  });
  return (
    <FormFrame
      onSubmit={form.onSubmit((values) => place.mutate(values))}
      problem={problem}
      submit="Place hold"
      isPending={place.isPending}
      onCancel={onDone}
    >
      <HoldFields form={form} held={invoice === undefined ? 'account' : 'invoice'} today={today} />
    </FormFrame>
  );
}
