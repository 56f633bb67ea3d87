import type { WebhookCall, WebhookEndpoint } from '@dunwell/contract';
import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { api } from '../api/client.js';
import { usePages } from '../api/use-pages.js';
import { done, failed } from '../app/notify.js';
import { useFormat } from '../format/use-format.js';
import { DataTable, type Column } from '../parts/data-table.js';
import { ShownOnce } from '../parts/shown-once.js';
import { SideSheet } from '../parts/side-sheet.js';
import { TonePill } from '../parts/tone-pill.js';
import classes from './settings.module.css';

/** One address: its secret, a test, and the log of its calls. */
export function WebhookSheet({
  endpoint,
  onClose,
}: {
  endpoint: WebhookEndpoint | null;
  onClose: () => void;
}): ReactElement {
  return (
    <SideSheet title={endpoint?.url} opened={endpoint !== null} onClose={onClose}>
      {endpoint && (
        <Stack>
          <Actions endpoint={endpoint} onClose={onClose} />
          <Calls id={endpoint.id} />
        </Stack>
      )}
    </SideSheet>
  );
}

function Actions({
  endpoint: { id },
  onClose,
}: {
  endpoint: WebhookEndpoint;
  onClose: () => void;
}): ReactElement {
  const queryClient = useQueryClient();
  const [secret, setSecret] = useState<string | null>(null);
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['webhooks'] });
  const test = useMutation({
    mutationFn: () => api.webhookEndpoints.test(id),
    onSuccess: ({ lastAttempt }) => {
      done(
        lastAttempt?.outcome === 'done' ? 'It answered.' : `It did not take it: ${lastAttempt?.detail ?? ''}`,
      );
      return refresh();
    },
    onError: failed,
  });
  const show = useMutation({
    mutationFn: () => api.webhookEndpoints.getSecret(id),
    onSuccess: (told) => setSecret(told.secret),
    onError: failed,
  });
  const rotate = useMutation({
    mutationFn: () => api.webhookEndpoints.rotateSecret(id),
    onSuccess: (told) => setSecret(told.secret),
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: () => api.webhookEndpoints.remove(id),
    onSuccess: () => {
      onClose();
      return refresh();
    },
    onError: failed,
  });
  return (
    <Stack gap={10}>
      <Group gap={8}>
        <Button loading={test.isPending} onClick={() => test.mutate()}>
          Test it
        </Button>
        <Button variant="default" loading={show.isPending} onClick={() => show.mutate()}>
          Show the secret
        </Button>
        <Button variant="default" loading={rotate.isPending} onClick={() => rotate.mutate()}>
          New secret
        </Button>
        <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
          Remove
        </Button>
      </Group>
      {secret !== null && (
        <ShownOnce
          words="Calls are signed with this secret."
          secret={secret}
          onDone={() => setSecret(null)}
        />
      )}
    </Stack>
  );
}

function Calls({ id }: { id: string }): ReactElement {
  const format = useFormat();
  const queryClient = useQueryClient();
  const pages = usePages(['webhooks', id, 'calls'], (cursor) =>
    api.webhookEndpoints.listCalls(id, { cursor }),
  );
  const resend = useMutation({
    mutationFn: (call: string) => api.webhookEndpoints.resend(id, call),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['webhooks', id] }),
    onError: failed,
  });
  const columns: Column<WebhookCall>[] = [
    { id: 'event', header: 'Event', cell: ({ event }) => event, phone: 'title' },
    {
      id: 'status',
      header: 'State',
      cell: ({ status, lastAttempt }) => (
        <>
          <TonePill tone={status === 'done' ? 'success' : status === 'failed' ? 'danger' : 'accent'}>
            {status}
          </TonePill>
          {lastAttempt && (
            <div className={classes.muted}>
              {lastAttempt.status ?? ''} {lastAttempt.detail} ({lastAttempt.durationMs} ms)
            </div>
          )}
        </>
      ),
      phone: 'detail',
    },
    { id: 'at', header: 'When', cell: ({ createdAt }) => format.instant(createdAt), phone: 'amount' },
    {
      id: 'resend',
      header: '',
      align: 'right',
      cell: (call) => (
        <Button
          variant="subtle"
          aria-label={`Send ${call.event} again`}
          onClick={() => resend.mutate(call.id)}
        >
          Again
        </Button>
      ),
    },
  ];
  return (
    <DataTable
      label="Calls"
      columns={columns}
      pages={pages}
      keyOf={(call) => call.id}
      empty="It has not been called yet."
    />
  );
}
