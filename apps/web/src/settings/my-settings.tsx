import type { OpenSession } from '@dunwell/contract';
import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../api/client.js';
import { done, failed } from '../app/notify.js';
import { SESSION_KEY } from '../app/session/session-gate.js';
import { useSession } from '../app/session/use-session.js';
import { useFormat } from '../format/use-format.js';
import { showProblems } from '../parts/form-problems.js';
import { NewPassword, passwordProblem } from '../parts/new-password.js';
import { Panel } from '../parts/panel.js';
import { QueryState } from '../parts/query-state.js';
import { TonePill } from '../parts/tone-pill.js';
import classes from './settings.module.css';

/** One's own name, password and sessions. */
export function MySettings(): ReactElement {
  return (
    <>
      <MyName />
      <MyPassword />
      <MySessions />
    </>
  );
}

function MyName(): ReactElement {
  const { person } = useSession();
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: { name: person.name },
    validate: { name: isNotEmpty('How should we call you?') },
  });
  const rename = useMutation({
    mutationFn: ({ name }: { name: string }) => api.identity.rename(name.trim()),
    onSuccess: () => {
      done('Saved.');
      return queryClient.invalidateQueries({ queryKey: SESSION_KEY });
    },
    onError: failed,
  });
  return (
    <Panel title="Me">
      <form onSubmit={form.onSubmit((values) => rename.mutate(values))}>
        <Stack className={classes.form}>
          <TextInput label="Name" {...form.getInputProps('name')} />
          <TextInput label="Email" readOnly value={person.email} />
          <Group>
            <Button type="submit" loading={rename.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

function MyPassword(): ReactElement {
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: { newPassword: passwordProblem },
  });
  const change = useMutation({
    mutationFn: (values: { currentPassword: string; newPassword: string }) =>
      api.identity.changePassword(values.currentPassword, values.newPassword),
    onSuccess: () => {
      form.reset();
      setRefusal(null);
      done('Your new password is set. Your other sessions have ended.');
    },
    onError: (error) => setRefusal(showProblems(form, error)),
  });
  return (
    <Panel title="Password">
      <form onSubmit={form.onSubmit((values) => change.mutate(values))}>
        <Stack className={classes.form}>
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            required
            {...form.getInputProps('currentPassword')}
          />
          <NewPassword label="New password" {...form.getInputProps('newPassword')} />
          {refusal !== null && <p role="alert">{refusal}</p>}
          <Group>
            <Button type="submit" loading={change.isPending}>
              Change it
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

function MySessions(): ReactElement {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: () => api.identity.listSessions() });
  const end = useMutation({
    mutationFn: (id: string) => api.identity.endSession(id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['sessions'] }),
    onError: failed,
  });
  const endAll = useMutation({
    mutationFn: () => api.identity.signOutEverywhere(),
    onSuccess: async () => {
      await navigate('/sign-in');
      queryClient.clear();
    },
    onError: failed,
  });
  return (
    <Panel
      title="Where you are signed in"
      aside={
        <Button variant="subtle" color="red" loading={endAll.isPending} onClick={() => endAll.mutate()}>
          Sign out everywhere
        </Button>
      }
    >
      <QueryState query={sessions}>
        {(data) => (
          <Stack gap={10}>
            {data.sessions.map((session) => (
              <SessionRow key={session.id} session={session} onEnd={() => end.mutate(session.id)} />
            ))}
          </Stack>
        )}
      </QueryState>
    </Panel>
  );
}

function SessionRow({ session, onEnd }: { session: OpenSession; onEnd: () => void }): ReactElement {
  const format = useFormat();
  const { userAgent, current, signedInAt, lastSeenAt } = session;
  return (
    <Group justify="space-between" wrap="nowrap">
      <div>
        {userAgent ?? 'An unnamed program'} {current && <TonePill tone="success">here</TonePill>}
        <div className={classes.muted}>
          since {format.instant(signedInAt)}, last seen {format.instant(lastSeenAt)}
        </div>
      </div>
      {!current && (
        <Button variant="default" onClick={onEnd}>
          Sign out
        </Button>
      )}
    </Group>
  );
}
