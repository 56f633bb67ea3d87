import { Alert, Button, CopyButton, Group, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import classes from './shown-once.module.css';

/** A secret that is told once: to be copied now or never. */
export function ShownOnce({
  words,
  secret,
  onDone,
}: {
  words: string;
  secret: string;
  onDone: () => void;
}): ReactElement {
  return (
    <Alert color="yellow" title={words}>
      <Stack gap={8}>
        <code className={classes.secret}>{secret}</code>
        <Group gap={8}>
          <CopyButton value={secret}>
            {({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy'}</Button>}
          </CopyButton>
          <Button variant="default" onClick={onDone}>
            I have it
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
