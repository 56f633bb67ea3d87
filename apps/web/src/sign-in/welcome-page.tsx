import type { FirstPersonRequest } from '@dunwell/contract';
import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { isEmail, isNotEmpty, useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../api/client.js';
import { problemWords } from '../api/problem-words.js';
import { NewPassword, passwordProblem } from '../parts/new-password.js';
import { BrokenLink } from './broken-link.js';
import { SignInFrame } from './sign-in-frame.js';
import { useEnter } from './use-enter.js';
import { useToken } from './use-token.js';

/** Where the link on the server's console leads: the first person, who becomes admin. */
export function WelcomePage(): ReactElement {
  const token = useToken();
  const enter = useEnter();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', email: '', password: '' },
    validate: {
      name: isNotEmpty('How should we call you?'),
      email: isEmail('This does not look like an email address.'),
      password: passwordProblem,
    },
  });
  const begin = useMutation({
    mutationFn: (request: FirstPersonRequest) => api.identity.useSignInLink(request),
    onSuccess: enter,
  });
  if (token === undefined) return <BrokenLink />;
  return (
    <SignInFrame
      title="Welcome to Dunwell"
      words="You are the first here, so you become its admin. You can invite the others from the settings."
    >
      <form onSubmit={form.onSubmit((values) => begin.mutate({ token, ...values }))}>
        <Stack>
          {begin.error && (
            <Alert color="red" role="alert">
              {problemWords(begin.error)}
            </Alert>
          )}
          <TextInput
            label="Name"
            autoComplete="name"
            required
            autoFocus
            key={form.key('name')}
            {...form.getInputProps('name')}
          />
          <TextInput
            label="Email"
            type="email"
            autoComplete="username"
            required
            key={form.key('email')}
            {...form.getInputProps('email')}
          />
          <NewPassword key={form.key('password')} {...form.getInputProps('password')} />
          <Button type="submit" loading={begin.isPending}>
            Start
          </Button>
        </Stack>
      </form>
    </SignInFrame>
  );
}
