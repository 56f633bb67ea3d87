import { Modal, SegmentedControl, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { api } from '../api/client.js';
import { AccountSelect } from '../parts/account-select.js';
import { HoldForm } from '../parts/holds/hold-form.js';
import { PromiseForm } from '../parts/holds/promise-form.js';
import { QueryState } from '../parts/query-state.js';

/** A hold on an account one has yet to name. */
export function PlaceHold({ opened, onClose }: { opened: boolean; onClose: () => void }): ReactElement {
  return (
    <Modal opened={opened} onClose={onClose} title="New hold">
      {opened && <Choose onClose={onClose} />}
    </Modal>
  );
}

type Kind = 'promise' | 'hold';

function Choose({ onClose }: { onClose: () => void }): ReactElement {
  const [account, setAccount] = useState<string | null>(null);
  const [kind, setKind] = useState<Kind>('promise');
  return (
    <Stack>
      <AccountSelect label="Account" data-autofocus value={account} onChange={setAccount} />
      <SegmentedControl
        aria-label="What kind of hold"
        data={[
          { value: 'promise', label: 'Promise to pay' },
          { value: 'hold', label: 'Another reason' },
        ]}
        value={kind}
        onChange={setKind}
      />
      {account !== null && (
        <FormOf key={`${account} ${kind}`} account={account} kind={kind} onClose={onClose} />
      )}
    </Stack>
  );
}

function FormOf({
  account,
  kind,
  onClose,
}: {
  account: string;
  kind: Kind;
  onClose: () => void;
}): ReactElement {
  const details = useQuery({
    queryKey: ['account', account, 'details'],
    queryFn: () => api.accounts.get(account),
  });
  return (
    <QueryState query={details}>
      {({ today, currency, balances: { overdue } }) =>
        kind === 'promise' ? (
          <PromiseForm
            account={account}
            today={today}
            currency={currency}
            overdue={overdue}
            onDone={onClose}
          />
        ) : (
          <HoldForm account={account} today={today} onDone={onClose} />
        )
      }
    </QueryState>
  );
}
