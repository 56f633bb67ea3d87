import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { problemWords } from '../api/problem-words.js';
import classes from './confirm.module.css';

interface ConfirmProps {
  opened: boolean;
  title: ReactNode;
  /** What comes of it. */
  children: ReactNode;
  /** On the button that does it. */
  button: string;
  danger?: boolean;
  isPending: boolean;
  /** Why it was refused. */
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something is done that many feel, or that cannot be taken back. */
export function Confirm({
  opened,
  title,
  children,
  button,
  danger = false,
  isPending,
  error,
  onConfirm,
  onClose,
}: ConfirmProps): ReactElement {
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <Stack gap={12}>
        {children}
        {error !== null && error !== undefined && (
          <p role="alert" className={classes.refused}>
            {problemWords(error)}
          </p>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            loading={isPending}
            className={danger ? classes.danger : undefined}
            onClick={onConfirm}
            data-autofocus
          >
            {button}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
