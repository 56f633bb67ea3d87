import type { Assignee } from '@dunwell/language';
import { Group, Textarea, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { api } from '../../api/client.js';
import { AccountSelect } from '../account-select.js';
import { DateField } from '../date-field.js';
import { FormFrame } from '../form-frame.js';
import { useFormChange } from '../use-form-change.js';
import { AssigneeSelect } from './assignee-select.js';
import { TASK_TOUCHES } from './task-words.js';

interface TaskValues {
  account: string | null;
  title: string;
  dueOn: string | null;
  assignee: Assignee | null;
  notes: string;
}

interface TaskFormProps {
  /** Whom it is about, where that is known. */
  account?: string;
  /** The business date. */
  today: string;
  onDone: () => void;
}

/** Something somebody is to do about an account. */
export function TaskForm({ account, today, onDone }: TaskFormProps): ReactElement {
  const form = useForm<TaskValues>({
    initialValues: { account: account ?? null, title: '', dueOn: today, assignee: null, notes: '' },
    validate: {
      account: isNotEmpty('Whom is it about?'),
      title: isNotEmpty('Say what is to be done.'),
      dueOn: isNotEmpty('Say by when.'),
    },
  });
  const change = useFormChange(form, {
    change: ({ account: about, title, dueOn, assignee, notes }: TaskValues) =>
      api.work.createTask({
        account: about ?? '',
        title: title.trim(),
        dueOn: dueOn ?? today,
        assignee: assignee ?? undefined,
        notes: notes.trim() || undefined,
      }),
    touches: TASK_TOUCHES,
    says: ({ title }) => `The task “${title}” is in the queue.`,
    onDone,
  });
  return (
    <FormFrame {...change} submit="Create task" onCancel={onDone}>
      {account === undefined && <AccountSelect label="Account" {...form.getInputProps('account')} />}
      <TextInput
        label="What is to be done"
        placeholder="Call about the last two invoices"
        data-autofocus
        maxLength={200}
        {...form.getInputProps('title')}
      />
      <Group grow align="flex-start">
        <DateField label="Due" minDate={today} {...form.getInputProps('dueOn')} />
        <AssigneeSelect
          value={form.values.assignee}
          onChange={(chosen) => form.setFieldValue('assignee', chosen)}
        />
      </Group>
      <Textarea label="Notes" maxLength={2000} {...form.getInputProps('notes')} />
    </FormFrame>
  );
}
