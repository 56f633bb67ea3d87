import type { AccountFilter, BulkAction } from '@dunwell/contract';
import { Modal, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState, type ReactElement } from 'react';
import { useSession } from '../../app/session/use-session.js';
import { FormFrame } from '../../parts/form-frame.js';
import { showProblems } from '../../parts/form-problems.js';
import { HoldFields } from '../../parts/holds/hold-fields.js';
import { holdFaults, toHold, usualHold, type HoldValues } from '../../parts/holds/hold-values.js';
import { requestFor, type Selected } from './selected.js';
import { useBulk } from './use-bulk.js';

export type BulkKind = BulkAction['kind'];

const TITLES: Readonly<Record<BulkKind, (accounts: string) => string>> = {
  addTag: (accounts) => `Tag ${accounts}`,
  removeTag: (accounts) => `Remove a tag from ${accounts}`,
  placeHold: (accounts) => `Place a hold on ${accounts}`,
};

interface BulkDialogProps {
  kind: BulkKind;
  selected: Selected;
  count: number;
  filter: AccountFilter;
  onClose: () => void;
  onDone: () => void;
}

/** Says what will be done to how many accounts before it is done. */
export function BulkDialog({ kind, ...props }: BulkDialogProps): ReactElement {
  const { count } = props;
  const title = TITLES[kind](`${count.toLocaleString()} ${count === 1 ? 'account' : 'accounts'}`);
  return (
    <Modal opened onClose={props.onClose} title={title}>
      {kind === 'placeHold' ? (
        <BulkHold {...props} title={title} />
      ) : (
        <BulkTag {...props} kind={kind} title={title} />
      )}
    </Modal>
  );
}

type InDialog = Omit<BulkDialogProps, 'kind'> & { title: string };

function BulkTag({ kind, title, ...props }: InDialog & { kind: 'addTag' | 'removeTag' }): ReactElement {
  const { selected, count, filter } = props;
  const form = useForm({
    initialValues: { tag: '' },
    validate: { tag: (tag) => (tag.trim() === '' ? 'Which tag?' : null) },
  });
  const [problem, setProblem] = useState<string | null>(null);
  const bulk = useBulk({
    onDone: props.onDone,
    onRefused: (error) => setProblem(showProblems(form, error)),
  });
  return (
    <FormFrame
      onSubmit={form.onSubmit(({ tag }) =>
        bulk.mutate({
          ...requestFor(selected, { filter, expected: count }),
          action: { kind, tag: tag.trim() },
        }),
      )}
      problem={problem}
      submit={title}
      isPending={bulk.isPending}
      onCancel={props.onClose}
    >
      <TextInput label="Tag" data-autofocus maxLength={200} {...form.getInputProps('tag')} />
    </FormFrame>
  );
}

function BulkHold({ title, ...props }: InDialog): ReactElement {
  const { selected, count, filter } = props;
  const { today } = useSession();
  const form = useForm<HoldValues>({
    initialValues: usualHold(today),
    validate: holdFaults,
  });
  const [problem, setProblem] = useState<string | null>(null);
  const bulk = useBulk({
    onDone: props.onDone,
    onRefused: (error) => setProblem(showProblems(form, error)),
  });
  return (
    <FormFrame
      onSubmit={form.onSubmit((values) =>
        bulk.mutate({
          ...requestFor(selected, { filter, expected: count }),
          action: { kind: 'placeHold', ...toHold(values) },
        }),
      )}
      problem={problem}
      submit={title}
      isPending={bulk.isPending}
      onCancel={props.onClose}
    >
      <HoldFields form={form} held="accounts" today={today} />
    </FormFrame>
  );
}
