import { ROLES, type Invitation, type Member, type NewInvitation, type Role } from '@dunwell/contract';
import { Button, Group, Select, TextInput } from '@mantine/core';
import { isEmail, useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { api } from '../api/client.js';
import { problemWords } from '../api/problem-words.js';
import { usePages } from '../api/use-pages.js';
import { done, failed } from '../app/notify.js';
import { useSession } from '../app/session/use-session.js';
import { useFormat } from '../format/use-format.js';
import { DataTable, type Column } from '../parts/data-table.js';
import { Initials } from '../parts/initials.js';
import { Panel } from '../parts/panel.js';
import { ShownOnce } from '../parts/shown-once.js';
import classes from './settings.module.css';

/** What each role may do, in words. */
const ROLE_WORDS: Readonly<Record<Role, string>> = {
  viewer: 'Viewer: sees everything but people and keys',
  editor: 'Editor: does the daily work, imports, writes drafts',
  publisher: 'Publisher: also decides what runs',
  admin: 'Admin: also settings, people and keys',
};

const ROLE_CHOICES = ROLES.map((value) => ({ value, label: ROLE_WORDS[value] }));

export function PeopleSettings(): ReactElement {
  return (
    <>
      <Invite />
      <Members />
      <Invitations />
    </>
  );
}

function Invite(): ReactElement {
  const queryClient = useQueryClient();
  const [created, setCreated] = useState<NewInvitation | null>(null);
  const form = useForm<{ email: string; role: Role }>({
    initialValues: { email: '', role: 'editor' },
    validate: { email: isEmail('This does not look like an email address.') },
  });
  const invite = useMutation({
    mutationFn: (values: { email: string; role: Role }) => api.identity.invite(values),
    onSuccess: (invitation) => {
      form.reset();
      setCreated(invitation.link === null ? null : invitation);
      if (invitation.mail === 'sent') done(`The invitation is on its way to ${invitation.email}.`);
      return queryClient.invalidateQueries({ queryKey: ['people'] });
    },
    onError: (error) => form.setFieldError('email', problemWords(error)),
  });
  return (
    <Panel title="Invite somebody">
      <form onSubmit={form.onSubmit((values) => invite.mutate(values))}>
        <Group align="flex-end" gap={8}>
          <TextInput label="Email" type="email" w={260} {...form.getInputProps('email')} />
          <Select
            label="Role"
            w={320}
            data={ROLE_CHOICES}
            allowDeselect={false}
            {...form.getInputProps('role')}
          />
          <Button type="submit" loading={invite.isPending}>
            Invite
          </Button>
        </Group>
      </form>
      {created?.link && (
        <ShownOnce
          words={
            created.mail === 'failed'
              ? `The mail to ${created.email} did not leave. Hand over this link yourself:`
              : `No mail server is set up. Hand this link to ${created.email} yourself:`
          }
          secret={created.link}
          onDone={() => setCreated(null)}
        />
      )}
    </Panel>
  );
}

function Members(): ReactElement {
  const pages = usePages(['people', 'members'], (cursor) => api.identity.listPeople({ cursor }));
  return (
    <Panel title="People" flush className={classes.list}>
      <DataTable
        label="People"
        columns={useMemberColumns()}
        pages={pages}
        keyOf={({ id }) => id}
        empty="Nobody is here."
      />
    </Panel>
  );
}

function useMemberColumns(): Column<Member>[] {
  const { person } = useSession();
  const format = useFormat();
  const queryClient = useQueryClient();
  const settled = {
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['people'] }),
    onError: failed,
  };
  const changeRole = useMutation({
    mutationFn: ({ id, role }: { id: string; role: Role }) => api.identity.changeRole(id, role),
    ...settled,
  });
  const remove = useMutation({ mutationFn: (id: string) => api.identity.removePerson(id), ...settled });
  return [
    {
      id: 'name',
      header: 'Name',
      cell: ({ name, id }) => (
        <Group gap={8} wrap="nowrap">
          <Initials name={name} size={22} />
          {name}
          {id === person.id && <span className={classes.muted}>(you)</span>}
        </Group>
      ),
      phone: 'title',
    },
    { id: 'email', header: 'Email', cell: ({ email }) => email, phone: 'detail' },
    {
      id: 'role',
      header: 'Role',
      cell: ({ id, name, role }) => (
        <Select
          aria-label={`Role of ${name}`}
          w={130}
          data={[...ROLES]}
          allowDeselect={false}
          value={role}
          onChange={(chosen) => chosen !== null && changeRole.mutate({ id, role: chosen })}
        />
      ),
      phone: 'amount',
    },
    {
      id: 'seen',
      header: 'Last seen',
      cell: ({ lastSeenAt }) => (lastSeenAt === null ? 'not signed in' : format.instant(lastSeenAt)),
    },
    {
      id: 'remove',
      header: '',
      align: 'right',
      cell: ({ id, name }) => (
        <Button
          variant="subtle"
          color="red"
          aria-label={`Remove ${name} from the workspace`}
          onClick={() => remove.mutate(id)}
        >
          Remove
        </Button>
      ),
    },
  ];
}

function Invitations(): ReactElement | null {
  const queryClient = useQueryClient();
  const format = useFormat();
  const pages = usePages(['people', 'invitations'], (cursor) => api.identity.listInvitations({ cursor }));
  const withdraw = useMutation({
    mutationFn: (id: string) => api.identity.withdrawInvitation(id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['people'] }),
    onError: failed,
  });
  const columns: Column<Invitation>[] = [
    { id: 'email', header: 'Email', cell: ({ email }) => email, phone: 'title' },
    { id: 'role', header: 'Role', cell: ({ role }) => role, phone: 'detail' },
    { id: 'by', header: 'Invited by', cell: ({ invitedBy }) => invitedBy },
    { id: 'until', header: 'Good until', cell: ({ expiresAt }) => format.instant(expiresAt) },
    {
      id: 'withdraw',
      header: '',
      align: 'right',
      cell: ({ id, email }) => (
        <Button
          variant="subtle"
          aria-label={`Withdraw the invitation of ${email}`}
          onClick={() => withdraw.mutate(id)}
        >
          Withdraw
        </Button>
      ),
      phone: 'amount',
    },
  ];
  if (pages.items?.length === 0) return null;
  return (
    <Panel title="Invited" flush className={classes.list}>
      <DataTable label="Invitations" columns={columns} pages={pages} keyOf={({ id }) => id} empty="" />
    </Panel>
  );
}
