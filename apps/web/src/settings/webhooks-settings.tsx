import {
  OUTGOING_EVENTS,
  type OutgoingEvent,
  type WebhookEndpoint,
  type WebhookEndpointInput,
} from '@dunwell/contract';
import { Button, Checkbox, Group, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { api } from '../api/client.js';
import { usePages } from '../api/use-pages.js';
import { failed } from '../app/notify.js';
import { DataTable, type Column } from '../parts/data-table.js';
import { showProblems } from '../parts/form-problems.js';
import { Panel } from '../parts/panel.js';
import { TonePill } from '../parts/tone-pill.js';
import classes from './settings.module.css';
import { WebhookSheet } from './webhook-sheet.js';

/** What Dunwell tells of itself, in words. */
const EVENT_WORDS: Readonly<Record<OutgoingEvent, string>> = {
  'journey.entered': 'An account entered an automation',
  'journey.exited': 'A journey ended',
  'delivery.done': 'A step was done',
  'delivery.failed': 'A step failed or needs somebody',
  'evaluation.finished': 'A date was evaluated',
};

/** Addresses that are told what Dunwell did. */
export function WebhooksSettings(): ReactElement {
  const [opened, setOpened] = useState<WebhookEndpoint | null>(null);
  const pages = usePages(['webhooks'], (cursor) => api.webhookEndpoints.list({ cursor }));
  return (
    <>
      <NewEndpoint />
      <Panel title="Addresses" flush className={classes.list}>
        <DataTable
          label="Webhook addresses"
          columns={useColumns()}
          pages={pages}
          keyOf={({ id }) => id}
          onOpen={setOpened}
          empty="Nobody is told yet. Add the address of a system that should know what Dunwell does."
        />
      </Panel>
      <WebhookSheet endpoint={opened} onClose={() => setOpened(null)} />
    </>
  );
}

interface Values {
  url: string;
  description: string;
  events: OutgoingEvent[];
}

function NewEndpoint(): ReactElement {
  const queryClient = useQueryClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<Values>({
    initialValues: { url: '', description: '', events: [...OUTGOING_EVENTS] },
    validate: {
      url: (url) => (URL.canParse(url) ? null : 'An address such as https://example.com/dunwell.'),
      events: (events) => (events.length === 0 ? 'Choose what it is told of.' : null),
    },
  });
  const add = useMutation({
    mutationFn: (input: WebhookEndpointInput) => api.webhookEndpoints.add(input),
    onSuccess: () => {
      form.reset();
      setRefusal(null);
      return queryClient.invalidateQueries({ queryKey: ['webhooks'] });
    },
    onError: (error) => setRefusal(showProblems(form, error)),
  });
  return (
    <Panel title="Add an address">
      <form
        onSubmit={form.onSubmit(({ url, description, events }) =>
          add.mutate({ url, events, description: description.trim() || null }),
        )}
      >
        <Stack className={classes.form}>
          <TextInput
            label="Address"
            placeholder="https://example.com/dunwell"
            {...form.getInputProps('url')}
          />
          <TextInput label="What it is" {...form.getInputProps('description')} />
          <Checkbox.Group
            label="It is told when"
            value={form.values.events}
            onChange={(chosen) =>
              form.setFieldValue(
                'events',
                OUTGOING_EVENTS.filter((event) => chosen.includes(event)),
              )
            }
            error={form.errors.events}
          >
            <Stack gap={6} mt={6}>
              {OUTGOING_EVENTS.map((event) => (
                <Checkbox key={event} size="xs" value={event} label={EVENT_WORDS[event]} />
              ))}
            </Stack>
          </Checkbox.Group>
          {refusal !== null && <p role="alert">{refusal}</p>}
          <Group>
            <Button type="submit" loading={add.isPending}>
              Add
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

function useColumns(): Column<WebhookEndpoint>[] {
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: ({ id, enabled }: { id: string; enabled: boolean }) =>
      api.webhookEndpoints.change(id, { enabled }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['webhooks'] }),
    onError: failed,
  });
  return [
    { id: 'url', header: 'Address', cell: ({ url }) => url, phone: 'title' },
    { id: 'what', header: 'What it is', cell: ({ description }) => description, phone: 'detail' },
    {
      id: 'events',
      header: 'Told of',
      cell: ({ events }) => `${events.length} of ${OUTGOING_EVENTS.length}`,
    },
    { id: 'state', header: 'State', cell: (endpoint) => <EndpointState {...endpoint} />, phone: 'detail' },
    {
      id: 'on',
      header: 'On',
      align: 'right',
      cell: ({ id, url, enabled }) => (
        <Switch
          size="xs"
          aria-label={`Tell ${url}`}
          checked={enabled}
          onClick={(event) => event.stopPropagation()}
          onChange={({ currentTarget }) => change.mutate({ id, enabled: currentTarget.checked })}
        />
      ),
      phone: 'amount',
    },
  ];
}

function EndpointState({ enabled, disabledBecause, failingSince }: WebhookEndpoint): ReactElement {
  if (!enabled) return <TonePill>{disabledBecause ?? 'off'}</TonePill>;
  return failingSince === null ? (
    <TonePill tone="success">on</TonePill>
  ) : (
    <TonePill tone="warning">failing</TonePill>
  );
}
