import { NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { useSession } from '../app/session/use-session.js';
import { useFormat } from '../format/use-format.js';
import { Panel } from '../parts/panel.js';
import { SaveRow } from './save-row.js';
import classes from './settings.module.css';
import { useChangeWorkspace } from './use-change-workspace.js';

const ZONES = Intl.supportedValuesOf('timeZone');

/** Its name and zone, and how long traces are kept. */
export function WorkspaceSettings(): ReactElement {
  return (
    <>
      <NameAndZone />
      <RetentionForm />
    </>
  );
}

function NameAndZone(): ReactElement {
  const { workspace } = useSession();
  const format = useFormat();
  const form = useForm({
    initialValues: { name: workspace.name, timeZone: workspace.timeZone },
    validate: { name: isNotEmpty('A workspace has the name of its company.') },
  });
  const { save, isSaving, refusal } = useChangeWorkspace(form);
  const next = workspace.nextTimeZone;
  return (
    <Panel title="Workspace">
      <Stack className={classes.form}>
        <TextInput label="Name" {...form.getInputProps('name')} />
        <Select
          label="Time zone"
          description={
            next === null
              ? 'Of every account that has none of its own. A change takes effect on a date to come, so that each date is evaluated once.'
              : `From ${format.date(next.fromDate)} on: ${next.timeZone}.`
          }
          searchable
          allowDeselect={false}
          data={zonesWith(workspace.timeZone)}
          {...form.getInputProps('timeZone')}
        />
        <TextInput
          label="Currencies in use"
          description="They come into use with the first account in them."
          readOnly
          value={workspace.currencies.join(', ') || 'none yet'}
        />
        <SaveRow
          refusal={refusal}
          isSaving={isSaving}
          isChanged={form.isDirty()}
          onSave={() => form.onSubmit((values) => save(values))()}
        />
      </Stack>
    </Panel>
  );
}

/** Zones that go by another name in this browser have to be offered too. */
const zonesWith = (own: string): string[] => (ZONES.includes(own) ? ZONES : [own, ...ZONES]);

function RetentionForm(): ReactElement {
  const { retention } = useSession().workspace;
  const form = useForm({
    initialValues: { decisionDays: retention.decisionDays ?? '', callDays: retention.callDays ?? '' },
  });
  const { save, isSaving, refusal } = useChangeWorkspace(form);
  return (
    <Panel title="How long traces are kept">
      <Stack className={classes.form}>
        <NumberInput
          label="Reasons of decisions, in days"
          description="Why an account entered or not, and the steps of journeys that are over. Empty: for ever. Billing facts and journeys always stay."
          min={1}
          allowDecimal={false}
          {...form.getInputProps('decisionDays')}
        />
        <NumberInput
          label="Log of webhook calls, in days"
          description="Empty: for ever."
          min={1}
          allowDecimal={false}
          {...form.getInputProps('callDays')}
        />
        <SaveRow
          refusal={refusal}
          isSaving={isSaving}
          isChanged={form.isDirty()}
          onSave={() =>
            form.onSubmit(({ decisionDays, callDays }) =>
              save({ retention: { decisionDays: daysOf(decisionDays), callDays: daysOf(callDays) } }),
            )()
          }
        />
      </Stack>
    </Panel>
  );
}

const daysOf = (written: number | string): number | null => (written === '' ? null : Number(written));
