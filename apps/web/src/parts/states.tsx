import { Button, Skeleton } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { problemWords } from '../api/problem-words.js';
import classes from './states.module.css';

/** Nothing here: why, and what to do next. */
export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }): ReactElement {
  return (
    <div className={classes.state}>
      <p>{children}</p>
      {action}
    </div>
  );
}

/** It could not be read: what went wrong, and another try. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }): ReactElement {
  return (
    <div className={classes.state} role="alert">
      <p>{problemWords(error)}</p>
      {retry && (
        <Button variant="default" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  );
}

/** Where rows will stand once they are there. */
export function LoadingRows({ rows = 8 }: { rows?: number }): ReactElement {
  return (
    <div className={classes.loading} role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={14} width={`${90 - ((row * 17) % 40)}%`} radius={4} />
      ))}
    </div>
  );
}
