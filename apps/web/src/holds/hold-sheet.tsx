import type { Hold, HoldChange } from '@dunwell/contract';
import { Group, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState, type ReactElement } from 'react';
import { api } from '../api/client.js';
import { useChange } from '../api/use-change.js';
import { formatMoney } from '../format/money.js';
import { useFormat } from '../format/use-format.js';
import { AccountLink } from '../parts/account-link.js';
import { DateField } from '../parts/date-field.js';
import { showProblems } from '../parts/form-problems.js';
import { HOLD_TOUCHES } from '../parts/holds/hold-words.js';
import { MayButton } from '../parts/may-button.js';
import { SideSheet } from '../parts/side-sheet.js';
import { HoldState } from './hold-columns.js';

/** One hold: how it stands, its end, and lifting it. */
export function HoldSheet({ hold, onClose }: { hold: Hold | null; onClose: () => void }): ReactElement {
  return (
    <SideSheet title={hold?.accountName ?? hold?.account} opened={hold !== null} onClose={onClose}>
      {hold && (
        <Stack>
          <Standing hold={hold} />
          {hold.state === 'ended' ? null : <ChangeHold key={hold.id} hold={hold} onDone={onClose} />}
        </Stack>
      )}
    </SideSheet>
  );
}

function Standing({ hold }: { hold: Hold }): ReactElement {
  const format = useFormat();
  const { account, accountName, invoice, promisedAmount, paidSince, currency, overdue } = hold;
  return (
    <>
      <p>
        <AccountLink account={account} name={accountName} />
        {invoice === null ? ', the whole account' : `, only ${invoice}`}. {formatMoney(overdue, currency)}{' '}
        overdue.
      </p>
      <p>
        <HoldState hold={hold} /> since {format.instant(hold.from)}, placed by {hold.author}
        {hold.liftedAt !== null && `, lifted ${format.instant(hold.liftedAt)}`}
      </p>
      {hold.promise !== null && (
        <p>
          Promised {promisedAmount === null ? 'everything overdue' : formatMoney(promisedAmount, currency)}
          {paidSince !== null && `, paid since ${formatMoney(paidSince, currency)}`}.
        </p>
      )}
    </>
  );
}

function ChangeHold({ hold, onDone }: { hold: Hold; onDone: () => void }): ReactElement {
  const { today } = useFormat();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm({ initialValues: { until: hold.lastDate, note: hold.note ?? '' } });
  const change = useChange({
    change: (request: HoldChange) => api.holds.change(hold.id, request),
    touches: HOLD_TOUCHES,
    says: () => 'Saved.',
    onDone,
    onRefused: (error) => setRefusal(showProblems(form, error)),
  });
  const lift = useChange({
    change: () => api.holds.lift(hold.id),
    touches: HOLD_TOUCHES,
    says: () => 'The hold is lifted.',
    onDone,
  });
  return (
    <Stack gap={12}>
      <DateField
        label="Last date"
        clearable={hold.reason === 'dispute' || hold.reason === 'other'}
        placeholder="No end"
        minDate={today}
        {...form.getInputProps('until')}
      />
      <Textarea label="Note" {...form.getInputProps('note')} />
      {refusal !== null && <p role="alert">{refusal}</p>}
      <Group gap={8}>
        <MayButton
          permission="work"
          loading={change.isPending}
          disabledBecause={form.isDirty() ? undefined : 'Nothing has been changed.'}
          onClick={() =>
            form.onSubmit(({ until, note }) => change.mutate({ until, note: note.trim() || null }))()
          }
        >
          Save
        </MayButton>
        <MayButton permission="work" variant="default" loading={lift.isPending} onClick={() => lift.mutate()}>
          Lift it now
        </MayButton>
      </Group>
    </Stack>
  );
}
