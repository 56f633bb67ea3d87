import type { Assignee } from '@dunwell/language';
import type { CreateTaskRequest } from '@dunwell/contract';
import { Group, Modal, Textarea, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { useState, type ReactElement } from 'react';
import { api } from '../api/client.js';
import { useChange } from '../api/use-change.js';
import { useSession } from '../app/session/use-session.js';
import { AccountSelect } from '../parts/account-select.js';
import { DateField } from '../parts/date-field.js';
import { FormFrame } from '../parts/form-frame.js';
import { showProblems } from '../parts/form-problems.js';
import { AssigneeSelect } from './assignee-select.js';
import { TASK_TOUCHES } from './task-words.js';

interface NewTaskProps {
  opened: boolean;
  onClose: () => void;
  /** Whom it is about, where that is known. */
  account?: string;
}

/** A task that a person makes. */
export function NewTask({ opened, onClose, account }: NewTaskProps): ReactElement {
  return (
    <Modal opened={opened} onClose={onClose} title="New task">
      {opened && <NewTaskForm onClose={onClose} account={account} />}
    </Modal>
  );
}

interface Values {
  account: string | null;
  title: string;
  notes: string;
  dueOn: string | null;
  assignee: Assignee | null;
}

function NewTaskForm({ onClose, account }: Omit<NewTaskProps, 'opened'>): ReactElement {
  const { today } = useSession();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<Values>({
    initialValues: { account: account ?? null, title: '', notes: '', dueOn: today, assignee: null },
    validate: {
      account: isNotEmpty('Whom is it about?'),
      title: isNotEmpty('What is to be done?'),
      dueOn: isNotEmpty('By when?'),
    },
  });
  const create = useChange({
    change: (request: CreateTaskRequest) => api.work.createTask(request),
    touches: TASK_TOUCHES,
    says: () => 'The task is in the queue.',
    onDone: onClose,
    onRefused: (error) => setRefusal(showProblems(form, error)),
  });
  return (
    <FormFrame
      problem={refusal}
      submit="Create"
      isPending={create.isPending}
      onCancel={onClose}
      onSubmit={form.onSubmit(({ account: about, dueOn, notes, assignee, title }) => {
        if (about === null || dueOn === null) return;
        create.mutate({
          account: about,
          title: title.trim(),
          dueOn,
          ...(notes.trim() !== '' && { notes: notes.trim() }),
          ...(assignee !== null && { assignee }),
        });
      })}
    >
      {account === undefined && <AccountSelect label="Account" {...form.getInputProps('account')} />}
      <TextInput label="What is to be done" data-autofocus {...form.getInputProps('title')} />
      <Textarea label="Notes" {...form.getInputProps('notes')} />
      <Group grow align="flex-start">
        <DateField label="Due" minDate={today} {...form.getInputProps('dueOn')} />
        <AssigneeSelect
          value={form.values.assignee}
          onChange={(chosen) => form.setFieldValue('assignee', chosen)}
        />
      </Group>
    </FormFrame>
  );
}
