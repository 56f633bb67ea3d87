import {
  Checkbox,
  Chip,
  Group,
  NumberInput,
  Pill,
  PillsInput,
  Stack,
  Switch,
  TextInput,
} from '@mantine/core';
import { DatePickerInput, TimePicker } from '@mantine/dates';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../api/client.js';
import { done, failed } from '../app/notify.js';
import { useSession } from '../app/session/use-session.js';
import { useFormat } from '../format/use-format.js';
import { MayButton } from '../parts/may-button.js';
import { Panel } from '../parts/panel.js';
import { SaveRow } from './save-row.js';
import classes from './settings.module.css';
import { useChangeWorkspace } from './use-change-workspace.js';

/** When messages may leave, whose name they carry, and whether mail works at all. */
export function SendingSettings(): ReactElement {
  return (
    <>
      <WindowForm />
      <ContactCapForm />
      <HolidaysForm />
      <SenderForm />
      <TestMessage />
    </>
  );
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

function WindowForm(): ReactElement {
  const { sendWindow } = useSession().workspace;
  const form = useForm({
    initialValues: {
      limited: sendWindow !== null,
      from: sendWindow?.from ?? '08:00',
      to: sendWindow?.to ?? '20:00',
      weekdays: sendWindow?.weekdays ?? EVERY_DAY,
    },
    validate: {
      weekdays: (weekdays, { limited }) =>
        limited && weekdays.length === 0 ? 'On no day at all, nothing would ever leave.' : null,
    },
  });
  const { save, isSaving, refusal } = useChangeWorkspace(form);
  const { limited, weekdays } = form.values;
  return (
    <Panel title="When messages may leave">
      <Stack className={classes.form}>
        <p className={classes.muted}>
          By the customer’s own clock. A message that comes at another time waits for the next allowed moment.
          An automation can only make this narrower.
        </p>
        <Switch label="Only at certain hours" {...form.getInputProps('limited', { type: 'checkbox' })} />
        {limited && (
          <>
            <Group>
              <TimePicker label="From" {...form.getInputProps('from')} />
              <TimePicker label="Until" {...form.getInputProps('to')} />
            </Group>
            <Chip.Group
              multiple
              value={weekdays.map(String)}
              onChange={(chosen) => form.setFieldValue('weekdays', chosen.map(Number).sort())}
            >
              <Group gap={6} role="group" aria-label="Weekdays">
                {WEEKDAYS.map((name, at) => (
                  <Chip key={name} value={String(at + 1)} size="xs">
                    {name}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
            {form.errors.weekdays !== undefined && <p role="alert">{form.errors.weekdays}</p>}
          </>
        )}
        <SaveRow
          refusal={refusal}
          isSaving={isSaving}
          isChanged={form.isDirty()}
          onSave={() =>
            form.onSubmit(({ limited: isLimited, ...window }) =>
              save({ sendWindow: isLimited ? window : null }),
            )()
          }
        />
      </Stack>
    </Panel>
  );
}

function ContactCapForm(): ReactElement {
  const { contactCap } = useSession().workspace;
  const form = useForm({
    initialValues: {
      limited: contactCap !== null,
      messages: contactCap?.messages ?? 2,
      days: contactCap?.days ?? 7,
    },
  });
  const { save, isSaving, refusal } = useChangeWorkspace(form);
  return (
    <Panel title="How many messages">
      <Stack className={classes.form}>
        <p className={classes.muted}>
          To one customer, over all automations. One message too many waits for the next date with a place.
        </p>
        <Switch label="At most so many" {...form.getInputProps('limited', { type: 'checkbox' })} />
        {form.values.limited && (
          <Group align="end">
            <NumberInput
              label="Messages"
              w={110}
              min={1}
              max={100}
              allowDecimal={false}
              clampBehavior="strict"
              {...form.getInputProps('messages')}
            />
            <NumberInput
              label="in so many days"
              w={130}
              min={1}
              max={366}
              allowDecimal={false}
              clampBehavior="strict"
              {...form.getInputProps('days')}
            />
          </Group>
        )}
        <SaveRow
          refusal={refusal}
          isSaving={isSaving}
          isChanged={form.isDirty()}
          onSave={() =>
            form.onSubmit(({ limited, messages, days }) =>
              save({ contactCap: limited ? { messages, days } : null }),
            )()
          }
        />
      </Stack>
    </Panel>
  );
}

function HolidaysForm(): ReactElement {
  const { holidays } = useSession().workspace;
  const format = useFormat();
  const form = useForm({ initialValues: { dates: holidays.dates, always: holidays.always } });
  const { save, isSaving, refusal } = useChangeWorkspace(form);
  const { dates } = form.values;
  return (
    <Panel title="Holidays">
      <Stack className={classes.form}>
        <p className={classes.muted}>Dates on which nobody needs to be written to.</p>
        <PillsInput label="Dates" component="div">
          <Pill.Group>
            {dates.map((date) => (
              <Pill
                key={date}
                withRemoveButton
                removeButtonProps={{ 'aria-label': `Without ${format.date(date)}` }}
                onRemove={() =>
                  form.setFieldValue(
                    'dates',
                    dates.filter((other) => other !== date),
                  )
                }
              >
                {format.date(date)}
              </Pill>
            ))}
            {dates.length === 0 && <span className={classes.muted}>none</span>}
          </Pill.Group>
        </PillsInput>
        <DatePickerInput
          label="Add dates"
          placeholder="Choose one or more"
          type="multiple"
          value={dates}
          onChange={(chosen) => form.setFieldValue('dates', [...chosen].sort())}
        />
        <Checkbox
          label="Every automation keeps them; otherwise only those that say so"
          {...form.getInputProps('always', { type: 'checkbox' })}
        />
        <SaveRow
          refusal={refusal}
          isSaving={isSaving}
          isChanged={form.isDirty()}
          onSave={() => form.onSubmit((values) => save({ holidays: values }))()}
        />
      </Stack>
    </Panel>
  );
}

function SenderForm(): ReactElement {
  const { sender } = useSession().workspace;
  const form = useForm({ initialValues: { name: sender.name ?? '', replyTo: sender.replyTo ?? '' } });
  const { save, isSaving, refusal } = useChangeWorkspace(form);
  return (
    <Panel title="Sender">
      <Stack className={classes.form}>
        <TextInput
          label="Name"
          description="Stands before the address that messages come from."
          {...form.getInputProps('name')}
        />
        <TextInput
          label="Answers go to"
          description="Also behind “Something is wrong?” on the customer’s page."
          type="email"
          {...form.getInputProps('replyTo')}
        />
        <SaveRow
          refusal={refusal}
          isSaving={isSaving}
          isChanged={form.isDirty()}
          onSave={() =>
            form.onSubmit(({ name, replyTo }) =>
              save({ sender: { name: name.trim() || null, replyTo: replyTo.trim() || null } }),
            )()
          }
        />
      </Stack>
    </Panel>
  );
}

function TestMessage(): ReactElement {
  const { person } = useSession();
  const form = useForm({ initialValues: { to: person.email } });
  const send = useMutation({
    mutationFn: ({ to }: { to: string }) => api.workspace.sendTestMessage(to),
    onSuccess: ({ words }) => done(words),
    onError: failed,
  });
  return (
    <Panel title="Does mail work?">
      <Stack className={classes.form}>
        <TextInput label="Send a test message to" type="email" {...form.getInputProps('to')} />
        <Group>
          <MayButton
            permission="admin"
            variant="default"
            loading={send.isPending}
            onClick={() => form.onSubmit((values) => send.mutate(values))()}
          >
            Send it
          </MayButton>
        </Group>
        {send.data && <p role="status">{send.data.words}</p>}
      </Stack>
    </Panel>
  );
}
