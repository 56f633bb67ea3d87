import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { FormFrame } from '../../parts/form-frame.js';
import { useFormChange } from '../../parts/use-form-change.js';
import { changeTag, TAG_TOUCHES } from './change-tag.js';

/** Gives an account a tag, which rules and filters may ask for. */
export function TagForm({ account, onDone }: { account: string; onDone: () => void }): ReactElement {
  const form = useForm({
    initialValues: { tag: '' },
    validate: { tag: (tag) => (tag.trim() === '' ? 'Which tag?' : null) },
  });
  const change = useFormChange(form, {
    change: ({ tag }) => changeTag(account, { kind: 'addTag', tag: tag.trim() }),
    touches: TAG_TOUCHES,
    onDone,
  });
  return (
    <FormFrame {...change} submit="Add tag" onCancel={onDone}>
      <TextInput
        label="Tag"
        description="Automations and filters can ask for it."
        data-autofocus
        maxLength={200}
        {...form.getInputProps('tag')}
      />
    </FormFrame>
  );
}
