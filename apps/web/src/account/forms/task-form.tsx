import type { Assignee } from '@dunwell/language';
import { Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { api } from '../../api/client.js';
import { useSession } from '../../app/session/use-session.js';
import { DateField } from '../../parts/date-field.js';
import { FormFrame } from '../../parts/form-frame.js';
import { useFormChange } from '../../parts/use-form-change.js';

type Who = 'nobody' | 'me' | 'accountOwner';

interface TaskValues {
  title: string;
  dueOn: string | null;
  assignee: Who;
  notes: string;
}

const WHO: readonly { value: Who; label: string }[] = [
  { value: 'nobody', label: 'Whoever takes it' },
  { value: 'me', label: 'Me' },
  { value: 'accountOwner', label: 'The owner of the account' },
];

interface TaskFormProps {
  /** The account's key, and its business date. */
  account: string;
  today: string;
  onDone: () => void;
}

/** Something somebody is to do about an account. */
export function TaskForm({ account, today, onDone }: TaskFormProps): ReactElement {
  const { person } = useSession();
  const form = useForm<TaskValues>({
    initialValues: { title: '', dueOn: today, assignee: 'nobody', notes: '' },
    validate: {
      title: (title) => (title.trim() === '' ? 'Say what is to be done.' : null),
      dueOn: (date) => (date === null ? 'Say by when.' : null),
    },
  });
  const change = useFormChange(form, {
    change: ({ title, dueOn, assignee, notes }: TaskValues) =>
      api.work.createTask({
        account,
        title: title.trim(),
        dueOn: dueOn ?? today,
        assignee: assigneeOf(assignee, person.email),
        notes: notes.trim() || undefined,
      }),
    touches: ['tasks', 'account', 'accounts', 'counts'],
    says: ({ title }) => `The task “${title}” is in the queue.`,
    onDone,
  });
  return (
    <FormFrame {...change} submit="Create task" onCancel={onDone}>
      <TextInput
        label="What is to be done"
        placeholder="Call about the last two invoices"
        data-autofocus
        maxLength={200}
        {...form.getInputProps('title')}
      />
      <DateField label="Due" minDate={today} {...form.getInputProps('dueOn')} />
      <Select label="Who" data={WHO} allowDeselect={false} {...form.getInputProps('assignee')} />
      <Textarea label="Notes" maxLength={2000} {...form.getInputProps('notes')} />
    </FormFrame>
  );
}

function assigneeOf(who: Who, email: string): Assignee | undefined {
  if (who === 'nobody') return undefined;
  return who === 'me' ? { kind: 'person', email } : { kind: 'accountOwner' };
}
