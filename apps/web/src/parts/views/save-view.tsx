import type { ViewQuery } from '@dunwell/contract';
import { Checkbox, Modal, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { api } from '../../api/client.js';
import { FormFrame } from '../form-frame.js';
import { useFormChange } from '../use-form-change.js';

/** Keeps what the screen shows under a name. */
export function SaveView({ current, onClose }: { current: ViewQuery; onClose: () => void }): ReactElement {
  const form = useForm({
    initialValues: { name: '', shared: false },
    validate: { name: (name) => (name.trim() === '' ? 'Give it a name.' : null) },
  });
  const change = useFormChange(form, {
    change: ({ name, shared }: { name: string; shared: boolean }) =>
      api.views.save({ ...current, name: name.trim(), shared }),
    touches: ['views'],
    says: ({ name }) => `The view “${name}” is kept.`,
    onDone: onClose,
  });
  return (
    <Modal opened onClose={onClose} title="Save this view">
      <FormFrame {...change} submit="Save view" onCancel={onClose}>
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
