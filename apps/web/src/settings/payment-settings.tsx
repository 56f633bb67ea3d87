import { Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { useSession } from '../app/session/use-session.js';
import { Panel } from '../parts/panel.js';
import { SaveRow } from './save-row.js';
import classes from './settings.module.css';
import { useChangeWorkspace } from './use-change-workspace.js';

/** Where customers see what they owe, and how they pay it. */
export function PaymentSettings(): ReactElement {
  return (
    <>
      <InstructionsForm />
      <AddressForm />
    </>
  );
}

function InstructionsForm(): ReactElement {
  const { paymentInstructions: now, name } = useSession().workspace;
  const form = useForm({
    initialValues: {
      accountHolder: now.accountHolder ?? '',
      iban: now.iban ?? '',
      bic: now.bic ?? '',
      note: now.note ?? '',
    },
  });
  const { save, isSaving, refusal } = useChangeWorkspace(form);
  return (
    <Panel title="How to pay">
      <Stack className={classes.form}>
        <p className={classes.muted}>
          Dunwell has a page for each customer, behind a link that only they have: what is overdue, which
          invoices, and what you say here. Messages link to it unless an account or the address below says
          otherwise.
        </p>
        <TextInput label="Account holder" placeholder={name} {...form.getInputProps('accountHolder')} />
        <TextInput label="IBAN" {...form.getInputProps('iban')} />
        <TextInput label="BIC" {...form.getInputProps('bic')} />
        <Textarea label="In your own words" {...form.getInputProps('note')} />
        <SaveRow
          refusal={refusal}
          isSaving={isSaving}
          isChanged={form.isDirty()}
          onSave={() =>
            form.onSubmit(({ accountHolder, iban, bic, note }) =>
              save({
                paymentInstructions: {
                  accountHolder: accountHolder.trim() || null,
                  iban: iban.replaceAll(/\s/g, '') || null,
                  bic: bic.trim() || null,
                  note: note.trim() || null,
                },
              }),
            )()
          }
        />
      </Stack>
    </Panel>
  );
}

function AddressForm(): ReactElement {
  const { paymentPage } = useSession().workspace;
  const form = useForm({ initialValues: { paymentPage: paymentPage ?? '' } });
  const { save, isSaving, refusal } = useChangeWorkspace(form);
  return (
    <Panel title="A payment page of your own">
      <Stack className={classes.form}>
        <TextInput
          label="Address"
          description="Instead of Dunwell’s page. {account} stands for the account’s key. Empty: Dunwell’s page."
          placeholder="https://pay.example.com/{account}"
          {...form.getInputProps('paymentPage')}
        />
        <SaveRow
          refusal={refusal}
          isSaving={isSaving}
          isChanged={form.isDirty()}
          onSave={() => form.onSubmit((values) => save({ paymentPage: values.paymentPage.trim() || null }))()}
        />
      </Stack>
    </Panel>
  );
}
