import { PERMISSIONS, type ApiKey, type CreateApiKeyRequest, type Permission } from '@dunwell/contract';
import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { isNotEmpty, useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { api } from '../api/client.js';
import { usePages } from '../api/use-pages.js';
import { failed } from '../app/notify.js';
import { useFormat } from '../format/use-format.js';
import { DataTable, type Column } from '../parts/data-table.js';
import { showProblems } from '../parts/form-problems.js';
import { Panel } from '../parts/panel.js';
import { ShownOnce } from '../parts/shown-once.js';
import classes from './settings.module.css';

/** What a key may be allowed, in words. */
const PERMISSION_WORDS: Readonly<Record<Permission, string>> = {
  read: 'Read everything but people, keys and the audit log',
  work: 'Daily work: holds, tasks, tags, missed and attention',
  billing: 'Send billing data in',
  edit: 'Change drafts and try them',
  publish: 'Decide what runs',
  admin: 'Settings, people, keys, audit log',
};

/** Keys for programs. */
export function KeysSettings(): ReactElement {
  const [token, setToken] = useState<string | null>(null);
  return (
    <>
      {token !== null && (
        <ShownOnce
          words="This is the key. It is shown now and never again."
          secret={token}
          onDone={() => setToken(null)}
        />
      )}
      <NewKey onCreated={setToken} />
      <Keys />
    </>
  );
}

interface Values {
  name: string;
  permissions: Permission[];
  expiresOn: string | null;
}

function NewKey({ onCreated }: { onCreated: (token: string) => void }): ReactElement {
  const queryClient = useQueryClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<Values>({
    initialValues: { name: '', permissions: ['read'], expiresOn: null },
    validate: {
      name: isNotEmpty('Name it after the program that uses it.'),
      permissions: (chosen) => (chosen.length === 0 ? 'A key without any permission opens nothing.' : null),
    },
  });
  const create = useMutation({
    mutationFn: (request: CreateApiKeyRequest) => api.identity.createApiKey(request),
    onSuccess: ({ token }) => {
      form.reset();
      setRefusal(null);
      onCreated(token);
      return queryClient.invalidateQueries({ queryKey: ['keys'] });
    },
    onError: (error) => setRefusal(showProblems(form, error)),
  });
  return (
    <Panel title="New key">
      <form
        onSubmit={form.onSubmit(({ name, permissions, expiresOn }) =>
          create.mutate({
            name: name.trim(),
            permissions,
            ...(expiresOn !== null && { expiresAt: `${expiresOn}T00:00:00Z` }),
          }),
        )}
      >
        <Stack className={classes.form}>
          <TextInput label="Name" {...form.getInputProps('name')} />
          <Checkbox.Group
            label="It may"
            value={form.values.permissions}
            onChange={(chosen) =>
              form.setFieldValue(
                'permissions',
                PERMISSIONS.filter((permission) => chosen.includes(permission)),
              )
            }
            error={form.errors.permissions}
          >
            <Stack gap={6} mt={6}>
              {PERMISSIONS.map((permission) => (
                <Checkbox
                  key={permission}
                  size="xs"
                  value={permission}
                  label={PERMISSION_WORDS[permission]}
                />
              ))}
            </Stack>
          </Checkbox.Group>
          <DateInput
            label="Expires"
            placeholder="Never"
            clearable
            w={200}
            {...form.getInputProps('expiresOn')}
          />
          {refusal !== null && <p role="alert">{refusal}</p>}
          <Group>
            <Button type="submit" loading={create.isPending}>
              Make the key
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

function Keys(): ReactElement {
  const queryClient = useQueryClient();
  const format = useFormat();
  const pages = usePages(['keys'], (cursor) => api.identity.listApiKeys({ cursor }));
  const revoke = useMutation({
    mutationFn: (id: string) => api.identity.revokeApiKey(id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['keys'] }),
    onError: failed,
  });
  const columns: Column<ApiKey>[] = [
    { id: 'name', header: 'Name', cell: ({ name }) => name, phone: 'title' },
    { id: 'begins', header: 'Begins', cell: ({ begins }) => begins && <code>{begins}…</code> },
    { id: 'may', header: 'May', cell: ({ permissions }) => permissions.join(', '), phone: 'detail' },
    {
      id: 'used',
      header: 'Last used',
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? 'never' : format.instant(lastUsedAt)),
    },
    {
      id: 'expires',
      header: 'Expires',
      cell: ({ expiresAt }) => (expiresAt === null ? 'never' : format.instant(expiresAt)),
    },
    { id: 'by', header: 'Made by', cell: ({ createdBy }) => createdBy ?? 'the first start' },
    {
      id: 'revoke',
      header: '',
      align: 'right',
      cell: ({ id, name }) => (
        <Button variant="subtle" color="red" aria-label={`Revoke ${name}`} onClick={() => revoke.mutate(id)}>
          Revoke
        </Button>
      ),
      phone: 'amount',
    },
  ];
  return (
    <Panel title="Keys" flush className={classes.list}>
      <DataTable
        label="Keys"
        columns={columns}
        pages={pages}
        keyOf={({ id }) => id}
        empty="There are no keys."
      />
    </Panel>
  );
}
