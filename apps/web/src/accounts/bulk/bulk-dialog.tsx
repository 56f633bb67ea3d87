import type { AccountFilter, BulkAccountsResult, BulkAction } from '@dunwell/contract';
import { Modal, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { useSession } from '../../app/session/use-session.js';
import { FormFrame } from '../../parts/form-frame.js';
import { HoldFields } from '../../parts/holds/hold-fields.js';
import { holdFaults, toHold, usualHold, type HoldValues } from '../../parts/holds/hold-values.js';
import { useFormChange } from '../../parts/use-form-change.js';
import { requestFor, type Selected } from './selected.js';
import { BULK_TOUCHES, doneWords, useBulkRequest } from './use-bulk-request.js';

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
  const send = useBulkAction(props);
  const form = useForm({
    initialValues: { tag: '' },
    validate: { tag: (tag) => (tag.trim() === '' ? 'Which tag?' : null) },
  });
  const change = useFormChange(form, {
    change: ({ tag }) => send({ kind, tag: tag.trim() }),
    touches: BULK_TOUCHES,
    says: doneWords,
    onDone: props.onDone,
  });
  return (
    <FormFrame {...change} submit={title} onCancel={props.onClose}>
      <TextInput label="Tag" data-autofocus maxLength={200} {...form.getInputProps('tag')} />
    </FormFrame>
  );
}

function BulkHold({ title, ...props }: InDialog): ReactElement {
  const { today } = useSession();
  const send = useBulkAction(props);
  const form = useForm<HoldValues>({ initialValues: usualHold(today), validate: holdFaults });
  const change = useFormChange(form, {
    change: (values) => send({ kind: 'placeHold', ...toHold(values) }),
    touches: BULK_TOUCHES,
    says: doneWords,
    onDone: props.onDone,
  });
  return (
    <FormFrame {...change} submit={title} onCancel={props.onClose}>
      <HoldFields form={form} held="accounts" today={today} />
    </FormFrame>
  );
}

/** Does something to those selected, with the number that was seen. */
function useBulkAction({
  selected,
  filter,
  count,
}: Pick<BulkDialogProps, 'selected' | 'filter' | 'count'>): (
  action: BulkAction,
) => Promise<BulkAccountsResult> {
  const send = useBulkRequest();
  return (action) => send({ ...requestFor(selected, { filter, expected: count }), action });
}
