import type { ViewQuery } from '@dunwell/contract';
import { Checkbox, Modal, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState, type ReactElement } from 'react';
import { api } from '../../api/client.js';
import { useChange } from '../../api/use-change.js';
import { FormFrame } from '../form-frame.js';
import { showProblems } from '../form-problems.js';

/** Keeps what the screen shows under a name. */
export function SaveView({ current, onClose }: { current: ViewQuery; onClose: () => void }): ReactElement {
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm({
    initialValues: { name: '', shared: false },
    validate: { name: (name) => (name.trim() === '' ? 'Give it a name.' : null) },
  });
  const save = useChange({
    change: ({ name, shared }: { name: string; shared: boolean }) =>
      api.views.save({ ...current, name: name.trim(), shared }),
    touches: ['views'],
    says: ({ name }) => `The view “${name}” is kept.`,
    onDone: onClose,
    onRefused: (error) => setProblem(showProblems(form, error)),
  });
  return (
    <Modal opened onClose={onClose} title="Save this view">
      <FormFrame
        onSubmit={form.onSubmit((values) => save.mutate(values))}
        problem={problem}
        submit="Save view"
        isPending={save.isPending}
        onCancel={onClose}
      >
        <TextInput label="Name" data-autofocus maxLength={100} {...form.getInputProps('name')} />
        <Checkbox
          label="Share with everybody in the workspace"
          description="They can use it; only you can change it."
          {...form.getInputProps('shared', { type: 'checkbox' })}
        />
      </FormFrame>
    </Modal>
  );
}
