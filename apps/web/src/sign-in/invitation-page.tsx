import type { AcceptInvitationRequest, InvitationDetails } from '@dunwell/contract';
import { Alert, Anchor, Button, Stack, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client.js';
import { problemWords } from '../api/problem-words.js';
import { NewPassword, passwordProblem } from '../parts/new-password.js';
import { QueryState } from '../parts/query-state.js';
import { BrokenLink } from './broken-link.js';
import { SignInFrame } from './sign-in-frame.js';
import { useEnter } from './use-enter.js';
import { useToken } from './use-token.js';

/** Where the link of an invitation leads. */
export function InvitationPage(): ReactElement {
  const token = useToken();
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => api.identity.lookUpInvitation(token ?? ''),
    enabled: token !== undefined,
  });
  if (token === undefined) return <BrokenLink />;
  if (invitation.data) return <Invited token={token} details={invitation.data} />;
  return (
    <SignInFrame title="Your invitation">
      <QueryState query={invitation}>{() => null}</QueryState>
    </SignInFrame>
  );
}

function Invited({ token, details }: { token: string; details: InvitationDetails }): ReactElement {
  const { workspace, role, invitedBy, email } = details;
  const enter = useEnter();
  const accept = useMutation({
    mutationFn: (request: AcceptInvitationRequest) => api.identity.acceptInvitation(request),
    onSuccess: enter,
  });
  return (
    <SignInFrame
      title={`Join ${workspace}`}
      words={`${invitedBy} invites ${email} to ${workspace} as ${role}.`}
    >
      {accept.error && (
        <Alert color="red" role="alert">
          {problemWords(accept.error)}
        </Alert>
      )}
      {details.hasAccount ? (
        <Stack>
          <Button loading={accept.isPending} onClick={() => accept.mutate({ token })}>
            Join as {email}
          </Button>
          <Anchor
            component={Link}
            to={`/sign-in?next=${encodeURIComponent(`/invitation#token=${token}`)}`}
            size="sm"
          >
            Not signed in yet? Sign in first.
          </Anchor>
        </Stack>
      ) : (
        <Newcomer isPending={accept.isPending} onSubmit={(chosen) => accept.mutate({ token, ...chosen })} />
      )}
    </SignInFrame>
  );
}

function Newcomer({
  isPending,
  onSubmit,
}: {
  isPending: boolean;
  onSubmit: (chosen: { name: string; password: string }) => void;
}): ReactElement {
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', password: '' },
    validate: { name: isNotEmpty('How should we call you?'), password: passwordProblem },
  });
  return (
    <form onSubmit={form.onSubmit(onSubmit)}>
      <Stack>
        <TextInput
          label="Name"
          autoComplete="name"
          required
          autoFocus
          key={form.key('name')}
          {...form.getInputProps('name')}
        />
        <NewPassword key={form.key('password')} {...form.getInputProps('password')} />
        <Button type="submit" loading={isPending}>
          Join
        </Button>
      </Stack>
    </form>
  );
}
