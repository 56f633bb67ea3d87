import { Alert, Button, Group, Stack } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import type { FormChange } from './use-form-change.js';

interface FormFrameProps extends FormChange {
  /** What the button says that does it. */
  submit: string;
  onCancel: () => void;
  children: ReactNode;
}

/** A form in a dialog: its fields, what was refused, and the way out or on. */
export function FormFrame({
  onSubmit,
  problem,
  submit,
  isPending,
  onCancel,
  children,
}: FormFrameProps): ReactElement {
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        {problem !== null && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        {children}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
