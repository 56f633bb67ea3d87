import { Alert, Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { NewPasswordRequest } from '@dunwell/contract';
import { useNavigate } from 'react-router';
import { done } from '../app/notify.js';
import { api } from '../api/client.js';
import { problemWords } from '../api/problem-words.js';
import { NewPassword, passwordProblem } from '../parts/new-password.js';
import { BrokenLink } from './broken-link.js';
import { SignInFrame } from './sign-in-frame.js';
import { useToken } from './use-token.js';

export function ResetPasswordPage(): ReactElement {
  const token = useToken();
  const navigate = useNavigate();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { password: '' },
    validate: { password: passwordProblem },
  });
  const reset = useMutation({
    mutationFn: (request: NewPasswordRequest) => api.identity.confirmPasswordReset(request),
    onSuccess: async () => {
      done('Your new password is set. Sign in with it.');
      await navigate('/sign-in', { replace: true });
    },
  });
  if (token === undefined) return <BrokenLink />;
  return (
    <SignInFrame title="Choose a new password" words="Every session of yours ends with it.">
      <form onSubmit={form.onSubmit(({ password }) => reset.mutate({ token, password }))}>
        <Stack>
          {reset.error && (
            <Alert color="red" role="alert">
              {problemWords(reset.error)}
            </Alert>
          )}
          <NewPassword autoFocus key={form.key('password')} {...form.getInputProps('password')} />
          <Button type="submit" loading={reset.isPending}>
            Save
          </Button>
        </Stack>
      </form>
    </SignInFrame>
  );
}
