import { PASSWORD_LENGTH } from '@dunwell/contract';
import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import type { ReactElement } from 'react';

/** Why a password cannot be taken, or null. */
export function passwordProblem(password: string): string | null {
  const { min, max } = PASSWORD_LENGTH;
  if (password.length < min) return `At least ${min} characters, please.`;
  return password.length > max ? `At most ${max} characters, please.` : null;
}

/** Where a new password is chosen. */
export function NewPassword(props: PasswordInputProps): ReactElement {
  return (
    <PasswordInput
      label="Password"
      description={`At least ${PASSWORD_LENGTH.min} characters; a few words in a row are easy to keep in mind.`}
      autoComplete="new-password"
      required
      {...props}
    />
  );
}
