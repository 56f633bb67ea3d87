import { Alert, Anchor, Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client.js';
import { problemWords } from '../api/problem-words.js';
import { SignInFrame } from './sign-in-frame.js';

export function ForgotPasswordPage(): ReactElement {
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '' } });
  const ask = useMutation({
    mutationFn: ({ email }: { email: string }) => api.identity.requestPasswordReset(email),
  });
  const back = (
    <Anchor component={Link} to="/sign-in" size="sm">
      Back to sign in
    </Anchor>
  );
  if (ask.isSuccess) {
    return (
      <SignInFrame
        title="Look at your mail"
        words="If somebody with this address works here, a link to choose a new password is on its way. It is good for one hour. Without a mail server the link stands on the server’s console."
      >
        {back}
      </SignInFrame>
    );
  }
  return (
    <SignInFrame title="Forgot your password?" words="We send a link to choose a new one.">
      <form onSubmit={form.onSubmit((values) => ask.mutate(values))}>
        <Stack>
          {ask.error && (
            <Alert color="red" role="alert">
              {problemWords(ask.error)}
            </Alert>
          )}
          <TextInput
            label="Email"
            type="email"
            autoComplete="username"
            required
            autoFocus
            key={form.key('email')}
            {...form.getInputProps('email')}
          />
          <Button type="submit" loading={ask.isPending}>
            Send the link
          </Button>
          {back}
        </Stack>
      </form>
    </SignInFrame>
  );
}
